import { type ActorRefFrom, assign, fromCallback, fromPromise, setup } from 'xstate';
import type { ModelServingRef } from '../modelServingRef.ts';
import { discard, isHeldAgainst, type ServeOptions, serve } from './serve.ts';

/** How a supervisor treats failures. */
export interface Supervision {
  /** More failures than this within `withinMs` stop the actor. */
  readonly restarts: number;
  readonly withinMs: number;
  /** Before the first restart, milliseconds; doubled for each failure that is remembered. */
  readonly backoffMs: number;
}

/** What a supervised actor is given. */
export interface SupervisedActorInput extends Omit<ServeOptions, 'ref' | 'halt'> {
  readonly supervision: Supervision;
  /** Starts the actor where it belongs now, with the state it has kept. */
  readonly start: () => Promise<ModelServingRef>;
  readonly onFailure: (error: Error) => void;
}

interface Context extends SupervisedActorInput {
  readonly ref: ModelServingRef | undefined;
  readonly halt: AbortController;
  /** When the actor failed, as far as that counts still. */
  readonly failures: readonly number[];
  readonly lastError: Error | undefined;
  readonly pauseWanted: boolean;
}

type SupervisedEvent =
  /** Stop giving it work: the group is about to share its work anew. It is `quiet` when what is under way is done. */
  | { readonly type: 'pause' }
  /** Go on where it is. */
  | { readonly type: 'resume' }
  /** Go on where the actor belongs now: it ends here first. */
  | { readonly type: 'move' };

const saveEveryMs = 5_000;

/**
 * The supervisor of a model-serving actor. The mailbox outlives the actor: one that is started again goes on with what
 * waits there.
 *
 *     starting ──► running ──► saving ──► paused ──► moving
 *      ▲    └─────────┤ fails               └─ resume: running
 *      │            failed ──► stopped: too often. What waits and what comes goes to dead letters
 *      └─ backingOff ◄─┘
 */
export const supervisedActor = setup({
  types: {
    context: {} as Context,
    input: {} as SupervisedActorInput,
    events: {} as SupervisedEvent,
    tags: {} as 'quiet',
  },
  actors: {
    start: fromPromise<ModelServingRef, Context>(({ input }) => input.start()),
    serve: fromPromise<void, Context>(async ({ input: { ref, ...input } }) => {
      if (ref) await serve({ ...input, ref });
    }),
    saveRegularly: fromCallback<SupervisedEvent, Context>(({ input: { ref } }) => {
      const timer = setInterval(() => void ref?.save().catch(() => {}), saveEveryMs);
      return () => clearInterval(timer);
    }),
    discard: fromPromise<void, Context>(({ input, signal }) => discard(input, signal)),
    // An actor that fails at its end has failed: what it kept before is what it kept.
    save: fromPromise<void, Context>(async ({ input }) => input.ref?.save().catch(() => {})),
    end: fromPromise<void, Context>(async ({ input }) => input.ref?.stop().catch(() => {})),
  },
  actions: {
    rememberFailure: assign(({ context, event }) => {
      const { error } = event as unknown as { error: Error };
      context.onFailure(error);
      const since = Date.now() - context.supervision.withinMs;
      const remembered = context.failures.filter((time) => time > since);
      const failures = isHeldAgainst(error) ? [...remembered, Date.now()] : remembered;
      return { failures, lastError: error, ref: undefined };
    }),
  },
  guards: {
    tooOften: ({ context }) => context.failures.length > context.supervision.restarts,
    pauseWanted: ({ context }) => context.pauseWanted,
    isThere: ({ context }) => context.ref !== undefined,
  },
  delays: {
    backoff: ({ context: { supervision, failures } }) =>
      supervision.backoffMs * 2 ** Math.max(0, failures.length - 1),
  },
}).createMachine({
  id: 'supervisedActor',
  context: ({ input }) => ({
    ...{ ...input, ref: undefined, halt: new AbortController() },
    ...{ failures: [], lastError: undefined, pauseWanted: false },
  }),
  initial: 'starting',
  on: {
    pause: { actions: assign({ pauseWanted: true }) },
    resume: { actions: assign({ pauseWanted: false }) },
  },
  states: {
    starting: {
      invoke: {
        src: 'start',
        input: ({ context }) => context,
        onDone: { target: 'started', actions: assign({ ref: ({ event }) => event.output }) },
        onError: { target: 'failed', actions: 'rememberFailure' },
      },
    },
    started: { always: [{ guard: 'pauseWanted', target: 'paused' }, { target: 'running' }] },
    running: {
      entry: assign({ halt: () => new AbortController() }),
      invoke: [
        {
          src: 'serve',
          input: ({ context }) => context,
          onDone: 'saving',
          onError: { target: 'failed', actions: 'rememberFailure' },
        },
        { src: 'saveRegularly', input: ({ context }) => context },
      ],
      on: {
        pause: { actions: [assign({ pauseWanted: true }), ({ context }) => context.halt.abort()] },
      },
    },
    saving: { invoke: { src: 'save', input: ({ context }) => context, onDone: 'paused' } },
    paused: {
      tags: 'quiet',
      on: {
        resume: [
          { guard: 'isThere', target: 'running', actions: assign({ pauseWanted: false }) },
          { target: 'starting', actions: assign({ pauseWanted: false }) },
        ],
        move: { target: 'moving', actions: assign({ pauseWanted: false, failures: [] }) },
      },
    },
    moving: {
      invoke: {
        src: 'end',
        input: ({ context }) => context,
        onDone: { target: 'starting', actions: assign({ ref: undefined }) },
      },
    },
    failed: {
      always: [
        { guard: 'tooOften', target: 'stopped' },
        { guard: 'pauseWanted', target: 'paused' },
        { target: 'backingOff' },
      ],
    },
    backingOff: {
      after: { backoff: 'starting' },
      on: { pause: { target: 'paused', actions: assign({ pauseWanted: true }) } },
    },
    stopped: {
      tags: 'quiet',
      invoke: { src: 'discard', input: ({ context }) => context },
      on: { move: { target: 'starting', actions: assign({ pauseWanted: false, failures: [] }) } },
    },
  },
});

export type SupervisedActorRef = ActorRefFrom<typeof supervisedActor>;
