import type { InputRecord } from '@kafka-tutorial/serving';
import { assign, setup } from 'xstate';
import { ActorMailbox } from './supervision/actorMailbox.ts';
import {
  type SupervisedActorInput,
  type SupervisedActorRef,
  supervisedActor,
} from './supervision/supervisedActor.ts';

/** What the manager knows of an actor. */
interface Managed {
  readonly mailbox: ActorMailbox;
  readonly ref: SupervisedActorRef;
}

/** What the manager gives each actor; the rest it makes itself. */
export interface ManagerInput extends Pick<SupervisedActorInput, 'supervision' | 'recordsMayGo' | 'publish'> {
  /** Starts the actor of a data type where it belongs now. */
  readonly start: (dataType: string) => ReturnType<SupervisedActorInput['start']>;
  readonly onFailure: (dataType: string, error: Error) => void;
  readonly mailboxCapacity?: number;
}

interface Context extends ManagerInput {
  readonly actors: Readonly<Record<string, Managed>>;
}

type ManagerEvent =
  /** Has the actor of a data type spawned, if it is not there. */
  | { readonly type: 'wake'; readonly dataType: string }
  | { readonly type: 'records'; readonly dataType: string; readonly inputs: readonly InputRecord[] }
  | { readonly type: 'model'; readonly dataType: string; readonly input: InputRecord }
  | { readonly type: 'pause' }
  /** The group has decided. `moved` are the data types whose actors belong elsewhere now, `partitions` are ours. */
  | { readonly type: 'resume'; readonly moved: readonly string[]; readonly partitions: readonly number[] };

/**
 * The router: one actor for each data type, spawned when its first message comes, and the messages to its mailbox.
 *
 *     paused ◄──► routing      records and models are taken in both: their mailboxes keep them
 */
export const modelServingManager = setup({
  types: { context: {} as Context, input: {} as ManagerInput, events: {} as ManagerEvent },
  actors: { supervisedActor },
  actions: {
    spawn: assign(({ context, event, spawn, self }) => {
      if (!('dataType' in event) || context.actors[event.dataType]) return {};
      // Exercise: write a router of your own, with a supervisor that restarts an actor that fails.
      // Solution: exercises/14-routing-to-actors/solution/router.ts.
      const { dataType } = event;
      const mailbox = new ActorMailbox(context.mailboxCapacity);
      const ref = spawn('supervisedActor', {
        id: dataType,
        input: {
          ...{ dataType, mailbox, supervision: context.supervision },
          ...{ recordsMayGo: context.recordsMayGo, publish: context.publish },
          start: () => context.start(dataType),
          onFailure: (error) => context.onFailure(dataType, error),
        },
      });
      // What is spawned while the group decides waits as the others do.
      if (self.getSnapshot().value === 'paused') ref.send({ type: 'pause' });
      return { actors: { ...context.actors, [dataType]: { mailbox, ref } } };
    }),
    deliver: ({ context, event }) => {
      if (event.type === 'records') context.actors[event.dataType]?.mailbox.putRecords(event.inputs);
      if (event.type === 'model') context.actors[event.dataType]?.mailbox.putModel(event.input);
    },
    pauseAll: ({ context }) => {
      for (const { ref } of Object.values(context.actors)) ref.send({ type: 'pause' });
    },
    resumeAll: ({ context, event }) => {
      if (event.type !== 'resume') return;
      for (const [dataType, { ref, mailbox }] of Object.entries(context.actors)) {
        mailbox.keepPartitions(event.partitions);
        ref.send({ type: event.moved.includes(dataType) ? 'move' : 'resume' });
      }
    },
  },
}).createMachine({
  id: 'modelServingManager',
  context: ({ input }) => ({ ...input, actors: {} }),
  initial: 'paused',
  on: {
    wake: { actions: 'spawn' },
    records: { actions: ['spawn', 'deliver'] },
    model: { actions: ['spawn', 'deliver'] },
  },
  states: {
    paused: { on: { resume: { target: 'routing', actions: 'resumeAll' } } },
    routing: { on: { pause: { target: 'paused', actions: 'pauseAll' } } },
  },
});
