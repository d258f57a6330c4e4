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
      if (event.type !== 'record' || actors.has(event.dataType)) return {};
      const { dataType } = event;
      const input = { score: scorerOf(dataType), statistics: { scored: 0, lastScore: null } };
      const actor = spawn('scoringActor', { id: dataType, input });
      return { actors: new Map([...actors, [dataType, actor]]) };
    }),
    deliver: ({ context, event }) => {
      if ('dataType' in event) context.actors.get(event.dataType)?.send(event);
    },
    restart: assign(({ context: { actors }, event, spawn }) => {
      const failed = 'actorId' in event && actors.get(event.actorId);
      if (!failed) return {};
      const actor = spawn('scoringActor', { id: failed.id, input: failed.getSnapshot().context });
      return { actors: new Map([...actors, [failed.id, actor]]) };
    }),
  },
}).createMachine({
  context: ({ input }) => ({ ...input, actors: new Map() }),
  on: {
    record: { actions: ['spawn', 'deliver'] },
    ask: { actions: 'deliver' },
    'xstate.error.actor.*': { actions: 'restart' },
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
  return new Promise((reply, reject) => {
    const error = new ActorError('ACTOR_NO_ANSWER', `${dataType} did not answer within ${timeoutMs} ms`);
    setTimeout(() => reject(error), timeoutMs);
    to.send({ type: 'ask', dataType, reply });
  });
}
