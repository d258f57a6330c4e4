import type { ModelFactory } from '@kafka-tutorial/model';
import type { DataOutcome, InputRecord, ModelStats } from '@kafka-tutorial/serving';
import { fromPromise, setup } from 'xstate';
import { processData } from './dataProcessor.ts';
import { type ModelAnswer, processModel } from './modelProcessor.ts';
import type { ModelStore } from './modelStore.ts';

/** What may be asked of a model-serving actor. */
export type ActorCommand =
  | {
      readonly type: 'score';
      readonly inputs: readonly InputRecord[];
      readonly reply: (outcomes: readonly DataOutcome[]) => void;
    }
  | { readonly type: 'model'; readonly input: InputRecord; readonly reply: (answer: ModelAnswer) => void }
  | { readonly type: 'save'; readonly reply: () => void }
  | { readonly type: 'ask'; readonly reply: (stats: ModelStats | undefined) => void };

interface Parts {
  readonly store: ModelStore;
  readonly factory: ModelFactory;
}

type Work<Type extends ActorCommand['type']> = Parts & {
  readonly command: Extract<ActorCommand, { type: Type }>;
};

/**
 * The actor that serves the model of one data type:
 *
 *     recovering ──► withoutModel ◄──┐
 *          └───────► serving         │ model, score, save: one at a time, each
 *                       └──► working ┘ answered before the next one is taken
 *
 * It lives on a thread and is sent a command only while it is `ready`. When its journal fails, so does the actor: its
 * supervisor starts it again with the state that was kept.
 */
export const modelServingActor = setup({
  types: { context: {} as Parts, input: {} as Parts, events: {} as ActorCommand, tags: {} as 'ready' },
  actors: {
    recover: fromPromise<void, Parts>(({ input }) => input.store.recover()),
    score: fromPromise<void, Work<'score'>>(async ({ input: { command, store } }) =>
      command.reply(await processData(command.inputs, store)),
    ),
    takeModel: fromPromise<void, Work<'model'>>(async ({ input: { command, store, factory } }) =>
      command.reply(await processModel(command.input, store, factory)),
    ),
    save: fromPromise<void, Work<'save'>>(async ({ input: { command, store } }) => {
      await store.save();
      command.reply();
    }),
  },
  guards: { hasModel: ({ context }) => context.store.served !== undefined },
  actions: {
    answer: ({ context, event }) => {
      if (event.type === 'ask') event.reply(context.store.stats());
    },
  },
}).createMachine({
  id: 'modelServingActor',
  context: ({ input }) => input,
  initial: 'recovering',
  on: { ask: { actions: 'answer' } },
  states: {
    recovering: {
      invoke: { src: 'recover', input: ({ context }) => context, onDone: 'settled' },
    },
    settled: {
      always: [{ guard: 'hasModel', target: 'serving' }, { target: 'withoutModel' }],
    },
    withoutModel: {
      tags: 'ready',
      on: { score: 'working.scoring', model: 'working.takingModel', save: 'working.saving' },
    },
    serving: {
      tags: 'ready',
      on: { score: 'working.scoring', model: 'working.takingModel', save: 'working.saving' },
    },
    working: {
      initial: 'saving',
      states: {
        scoring: {
          invoke: {
            src: 'score',
            input: ({ context, event }) => work(context, event, 'score'),
            onDone: '#modelServingActor.settled',
          },
        },
        takingModel: {
          invoke: {
            src: 'takeModel',
            input: ({ context, event }) => work(context, event, 'model'),
            onDone: '#modelServingActor.settled',
          },
        },
        saving: {
          invoke: {
            src: 'save',
            input: ({ context, event }) => work(context, event, 'save'),
            onDone: '#modelServingActor.settled',
          },
        },
      },
    },
  },
});

function work<Type extends ActorCommand['type']>(
  context: Parts,
  event: ActorCommand,
  type: Type,
): Work<Type> {
  if (event.type !== type) throw new TypeError(`the actor works on "${type}", and was told "${event.type}"`);
  return { ...context, command: event as Extract<ActorCommand, { type: Type }> };
}
