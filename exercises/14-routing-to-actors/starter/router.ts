import { ActorError } from '@kafka-tutorial/actors';
import type { FeatureRecord } from '@kafka-tutorial/model';
import { type ActorRefFrom, assign, type ErrorActorEvent, setup } from 'xstate';

/** Scores a record of one data type. Throws when it cannot. */
export type Scorer = (record: FeatureRecord) => number | string | null;

/** What a scoring actor knows of its work. */
export interface Statistics {
  readonly scored: number;
  readonly lastScore: number | string | null;
}

interface Scoring {
  readonly score: Scorer;
  readonly statistics: Statistics;
}

type ScoringEvent =
  | { readonly type: 'record'; readonly dataType: string; readonly record: FeatureRecord }
  | {
      readonly type: 'ask';
      readonly dataType: string;
      readonly reply: (statistics: Statistics) => void;
    };

/** The actor of one data type. It fails with the first record that it cannot score. */
export const scoringActor = setup({
  types: { context: {} as Scoring, input: {} as Scoring, events: {} as ScoringEvent },
}).createMachine({
  context: ({ input }) => input,
  on: {
    record: {
      actions: assign(({ context: { score, statistics }, event: { record } }) => {
        const lastScore = score(record);
        return { statistics: { scored: statistics.scored + 1, lastScore } };
      }),
    },
    ask: { actions: ({ context, event }) => event.reply(context.statistics) },
  },
});

interface Routing {
  readonly scorerOf: (dataType: string) => Scorer;
  /** By data type. */
  readonly actors: ReadonlyMap<string, ActorRefFrom<typeof scoringActor>>;
}

/**
 * The router: an actor for each data type, spawned when its first record comes, and the events to it. An actor that
 * fails is started again with the statistics that it had.
 */
export const router = setup({
  types: {
    context: {} as Routing,
    input: {} as Pick<Routing, 'scorerOf'>,
    events: {} as ScoringEvent | ErrorActorEvent,
  },
  actors: { scoringActor },
  actions: {
    spawn: assign(({ context: { actors, scorerOf }, event, spawn }) => {
      // Exercise: an actor for each data type, under the name of the data type.
      if (event.type !== 'record' || actors.has('all')) return {};
      const { dataType } = event;
      const input = { score: scorerOf(dataType), statistics: { scored: 0, lastScore: null } };
      const actor = spawn('scoringActor', { id: 'all', input });
      return { actors: new Map([...actors, ['all', actor]]) };
    }),
    deliver: ({ context, event }) => {
      // Exercise: to the actor of the event's data type, if there is one.
      if ('dataType' in event) context.actors.get('all')?.send(event);
    },
    restart: assign(({ context: { actors }, event, spawn }) => {
      // Exercise: `event.actorId` has failed. Spawn it again with the context it had, and put it in its place.
      return {};
    }),
  },
}).createMachine({
  context: ({ input }) => ({ ...input, actors: new Map() }),
  on: {
    record: { actions: ['spawn', 'deliver'] },
    ask: { actions: 'deliver' },
    // Exercise: the event of an actor that fails is `xstate.error.actor.` and its id. Have it restarted.
  },
});

/**
 * Asks the actor of a data type for its statistics.
 *
 * @throws ActorError ACTOR_NO_ANSWER
 */
export async function ask(
  to: ActorRefFrom<typeof router>,
  dataType: string,
  timeoutMs: number,
): Promise<Statistics> {
  // Exercise: reject with an ActorError when no answer comes in time, and leave no timer behind.
  return new Promise((reply) => to.send({ type: 'ask', dataType, reply }));
}
