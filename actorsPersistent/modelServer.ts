import { once } from 'node:events';
import { ActorError } from '@kafka-tutorial/actors';
import {
  type DataOutcome,
  dataTypeNamed,
  dataTypeOfKey,
  decodeModelDescriptor,
  type Inlet,
  type InputRecord,
  type ModelStats,
  type Outcome,
  reasonOf,
  topics,
} from '@kafka-tutorial/serving';
import { createActor, waitFor } from 'xstate';
import type { ModelAnswer } from './modelProcessor.ts';
import { type ManagerInput, modelServingManager } from './modelServingManager.ts';
import type { ModelServingRef } from './modelServingRef.ts';
import type { OrderedProgress } from './supervision/orderedProgress.ts';
import { Publisher } from './supervision/publisher.ts';
import { discarded } from './supervision/serve.ts';
import type { SupervisedActorRef } from './supervision/supervisedActor.ts';

/** The parts of a model server. */
export interface ModelServerParts
  extends Pick<ManagerInput, 'start' | 'onFailure' | 'mailboxCapacity'>,
    Partial<Pick<ManagerInput, 'supervision'>> {
  /** Publishes what became of records and models. */
  readonly results: Inlet<Outcome>;
  /** Is told which inputs are done, in any order. */
  readonly progress: OrderedProgress;
  /** Is handed outcomes as well, before they are published; actors wait until it resolves. */
  readonly direct?: (outcomes: readonly Outcome[]) => Promise<void>;
}

/** What can be told of an actor without asking it. */
export interface ActorStatus {
  /** The state of its supervisor. */
  readonly status: string;
  readonly waiting: number;
  readonly stats: ModelStats | undefined;
  readonly lastError: Error | undefined;
}

const defaultSupervision = { restarts: 3, withinMs: 60_000, backoffMs: 100 };

/** An actor system that serves models: a router, and an actor for each data type. */
export class ModelServer {
  readonly #manager;
  readonly #publisher: Publisher;
  readonly #parts: ModelServerParts;
  readonly #forwarded = new Set<Promise<unknown>>();
  #modelsKnown = false;

  constructor(parts: ModelServerParts) {
    const { start, onFailure, mailboxCapacity, supervision = defaultSupervision } = parts;
    this.#parts = parts;
    this.#publisher = new Publisher(parts.results, parts.progress);
    this.#manager = createActor(modelServingManager, {
      input: {
        ...{ start, onFailure, supervision },
        ...(mailboxCapacity !== undefined && { mailboxCapacity }),
        recordsMayGo: () => this.#modelsKnown,
        publish: async (settled) => {
          await parts.direct?.(settled.outcomes);
          await this.#publisher.publish(settled);
        },
      },
    });
    this.#manager.start();
  }

  /** Takes records or models of one partition, and resolves when there is room for more. */
  async take(inputs: readonly InputRecord[]): Promise<void> {
    this.#parts.progress.take(inputs);
    const addressed = new Map<string, InputRecord[]>();
    const unroutable: Outcome[] = [];
    for (const input of inputs) {
      const { dataType, outcome } = address(input);
      if (outcome) unroutable.push(outcome);
      else {
        const some = addressed.get(dataType);
        if (some) some.push(input);
        else addressed.set(dataType, [input]);
      }
    }
    for (const [dataType, some] of addressed) {
      if (some[0]?.topic === topics.data) this.#manager.send({ type: 'records', dataType, inputs: some });
      else for (const input of some) this.#manager.send({ type: 'model', dataType, input });
    }
    await this.#publisher.publish({ outcomes: unroutable, known: [] });
    const { actors } = this.#manager.getSnapshot().context;
    await Promise.all(
      [...addressed.keys()].map((dataType) => {
        const mailbox = actors[dataType]?.mailbox;
        return mailbox?.full ? mailbox.room() : undefined;
      }),
    );
  }

  /** Whether all models that are on the topic are known: until then records wait. */
  set modelsKnown(known: boolean) {
    this.#modelsKnown = known;
    for (const { mailbox } of Object.values(this.#manager.getSnapshot().context.actors))
      mailbox.arrived.call();
  }

  /** Has the actor of a data type started, if it is not there. */
  wake(dataType: string): void {
    this.#manager.send({ type: 'wake', dataType });
  }

  /** Lets all actors end what they are doing and keep their state; resolves when all they did is published. */
  async pause(): Promise<void> {
    this.#manager.send({ type: 'pause' });
    const { actors } = this.#manager.getSnapshot().context;
    await Promise.all(Object.values(actors).map(({ ref }) => waitFor(ref, (one) => one.hasTag('quiet'))));
    await Promise.allSettled(this.#forwarded);
    await this.#publisher.idle();
  }

  /**
   * Goes on.
   *
   * @param moved data types whose actors belong elsewhere than before
   * @param partitions those that are read here now
   */
  resume(moved: readonly string[], partitions: readonly number[]): void {
    this.#parts.progress.keep(partitions);
    this.#manager.send({ type: 'resume', moved, partitions });
  }

  /** All actors that there are here, by data type. */
  actors(): Map<string, ActorStatus> {
    const { actors } = this.#manager.getSnapshot().context;
    return new Map(
      Object.entries(actors).map(([dataType, { ref, mailbox }]) => {
        const { value, context } = ref.getSnapshot();
        const status = {
          ...{ status: String(value), waiting: mailbox.records.size + mailbox.models.size },
          ...{ stats: context.ref?.lastStats, lastError: context.lastError },
        };
        return [dataType, status];
      }),
    );
  }

  /**
   * Asks an actor for its statistics.
   *
   * @throws ActorError ACTOR_NOT_HERE, ACTOR_NO_ANSWER, ACTOR_STOPPED
   */
  async ask(dataType: string, timeoutMs: number): Promise<ModelStats | undefined> {
    const ref = this.#live(dataType);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = new ActorError('ACTOR_NO_ANSWER', `${dataType} did not answer within ${timeoutMs} ms`);
      timer = setTimeout(() => reject(error), timeoutMs);
    });
    try {
      return await Promise.race([ref.ask(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Scores records that another node has read. Throws ActorError ACTOR_NOT_HERE when it should ask again later. */
  async scoreFor(dataType: string, inputs: readonly InputRecord[]): Promise<readonly DataOutcome[]> {
    const stopped = this.#stopped(dataType);
    if (stopped) return discarded(dataType, inputs, stopped).filter(isDataOutcome);
    if (!this.#modelsKnown) throw notHere(dataType);
    return this.#whilePausesWait(this.#live(dataType).score(inputs));
  }

  /** Takes a model that another node has read; else like `scoreFor`. */
  async takeModelFor(dataType: string, input: InputRecord): Promise<ModelAnswer> {
    const stopped = this.#stopped(dataType);
    if (stopped) {
      const reason = { code: 'ACTOR_STOPPED', message: stopped.message };
      return { kind: 'rejected', name: '', modelType: '', reason };
    }
    return this.#whilePausesWait(this.#live(dataType).takeModel(input));
  }

  /** Rejects when results cannot be published; resolves when the sink is closed. */
  async run(): Promise<void> {
    await once(this.#parts.results, 'close');
  }

  #actor(dataType: string): SupervisedActorRef | undefined {
    return this.#manager.getSnapshot().context.actors[dataType]?.ref;
  }

  #stopped(dataType: string): Error | undefined {
    const snapshot = this.#actor(dataType)?.getSnapshot();
    return snapshot?.matches('stopped') ? (snapshot.context.lastError ?? notHere(dataType)) : undefined;
  }

  #live(dataType: string): ModelServingRef {
    const snapshot = this.#actor(dataType)?.getSnapshot();
    if (snapshot?.matches('stopped')) {
      throw new ActorError(
        'ACTOR_STOPPED',
        `the actor of ${dataType} was stopped: ${snapshot.context.lastError?.message}`,
      );
    }
    const ref = snapshot?.matches('running') ? snapshot.context.ref : undefined;
    if (!ref || !this.#manager.getSnapshot().matches('routing')) throw notHere(dataType);
    return ref;
  }

  #whilePausesWait<T>(work: Promise<T>): Promise<T> {
    this.#forwarded.add(work);
    void work.catch(() => {}).then(() => this.#forwarded.delete(work));
    return work;
  }
}

/** Puts an actor system together; actors start when `resume` is first called. */
export function buildModelServer(parts: ModelServerParts): ModelServer {
  return new ModelServer(parts);
}

/** Whose an input is, or what becomes of it because it is nobody's. */
function address(input: InputRecord): { dataType: string; outcome?: Outcome } {
  if (input.topic === topics.data) {
    try {
      return { dataType: dataTypeOfKey(input.message.key).name };
    } catch (error) {
      return { dataType: '', outcome: { kind: 'deadLettered', input, reason: reasonOf(error) } };
    }
  }
  let claimed = { name: '', dataType: '', modelType: '' };
  try {
    const descriptor = decodeModelDescriptor(input.message.value);
    claimed = { name: descriptor.name, dataType: descriptor.dataType, modelType: '' };
    return { dataType: dataTypeNamed(descriptor.dataType).name };
  } catch (error) {
    return { dataType: '', outcome: { kind: 'modelRejected', input, ...claimed, reason: reasonOf(error) } };
  }
}

function isDataOutcome(outcome: Outcome): outcome is DataOutcome {
  return outcome.kind !== 'modelRejected' && outcome.kind !== 'modelAccepted';
}

function notHere(dataType: string): ActorError {
  return new ActorError('ACTOR_NOT_HERE', `the actor of ${dataType} is not here just now`, {
    hint: 'It is starting or moving: ask again.',
  });
}
