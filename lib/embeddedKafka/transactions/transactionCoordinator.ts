import type { Clock, Timer } from '../clock.ts';
import type { PartitionLog } from '../log/partitionLog.ts';
import type { AllocatedProducerId, ProducerIds } from '../producers/producerIds.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import type { Marker, MarkerType } from '../records/controlRecord.ts';
import { type TopicCatalog, transactionsTopic } from '../topics/topicCatalog.ts';
import { hasPartition, move, type TopicPartition, type Transaction, withPartitions } from './transaction.ts';
import { defaultTransactionConfig, type TransactionConfig } from './transactionConfig.ts';
import { TransactionStore } from './transactionStore.ts';

export interface TransactionCoordinatorOptions {
  /** Holds the internal topic with the states; it is created for the first transactional id. */
  catalog: TopicCatalog;
  clock: Clock;
  producerIds: ProducerIds;
  /** Ends a transaction in a partition; a partition that is gone needs no end. */
  writeMarker: (partition: TopicPartition, marker: Marker) => void;
  config?: Partial<TransactionConfig>;
  /** Takes a line of text for what goes wrong without a client to tell it to. */
  log?: (line: string) => void;
}

/** Who asks: a producer with the id and epoch that it was given. */
export interface TransactionalProducer {
  transactionalId: string;
  producerId: bigint;
  producerEpoch: number;
}

const topicConfigs = { 'cleanup.policy': 'compact', 'segment.bytes': '104857600' };
/** Epochs are int16; the last one is left for the abort that fences its owner. */
const lastEpoch = 0x7ffe;

/** Transactions over partitions and committed offsets. Every method throws KafkaWireError. */
export class TransactionCoordinator {
  readonly #options: TransactionCoordinatorOptions;
  readonly #config: TransactionConfig;
  readonly #store: TransactionStore;
  /** By transactional id: the end of an ongoing transaction's time, or the next attempt to write its markers. */
  readonly #timers = new Map<string, Timer>();
  #isClosed = false;

  private constructor(options: TransactionCoordinatorOptions) {
    this.#options = options;
    this.#config = { ...defaultTransactionConfig, ...options.config };
    const { catalog } = options;
    const make = () => catalog.create(transactionsTopic, { partitions: 1, configs: topicConfigs });
    this.#store = new TransactionStore(
      catalog.get(transactionsTopic)?.partitions[0],
      () => make().partitions[0] as PartitionLog,
    );
    for (const transaction of this.#store.all()) this.#resume(transaction);
  }

  /** Reads the states back, ends what was decided, and lets the time of what is open run on. */
  static open(options: TransactionCoordinatorOptions): TransactionCoordinator {
    return new TransactionCoordinator(options);
  }

  /**
   * Gives a producer its id and a new epoch, and aborts what an earlier one with the same transactional id left open.
   * A producer that has an id already (not −1) asks for the next epoch of it.
   */
  initProducer(request: TransactionalProducer & { timeoutMs: number }): AllocatedProducerId {
    this.checkOpen();
    const { transactionalId, timeoutMs } = request;
    if (transactionalId === '')
      throw new KafkaWireError('INVALID_REQUEST', 'expected a transactional id, got an empty one');
    if (timeoutMs <= 0 || timeoutMs > this.#config.maxTimeoutMs) {
      throw new KafkaWireError(
        'INVALID_TRANSACTION_TIMEOUT',
        `expected 1 to ${this.#config.maxTimeoutMs} ms, got ${timeoutMs}`,
      );
    }
    const known = this.#store.get(transactionalId);
    if (known === undefined) return this.#initAs(this.#unused(transactionalId, timeoutMs), -1);
    const isRepeated = checkExpected(known, request);
    checkIdle(known);
    if (isRepeated) return known;
    const idle = known.state === 'Ongoing' ? this.#fence(known) : known;
    // Who is named here has seen its epoch; whoever repeats the request has not seen the next one.
    const previousEpoch = request.producerId < 0n ? known.producerEpoch : request.producerEpoch;
    return this.#initAs({ ...idle, timeoutMs }, previousEpoch);
  }

  /** Makes the partitions part of the producer's transaction, which begins with the first of them. */
  addPartitions(producer: TransactionalProducer, partitions: readonly TopicPartition[]): void {
    const transaction = this.#of(producer);
    checkIdle(transaction);
    if (partitions.every((one) => hasPartition(transaction, one))) return;
    const now = this.#now();
    const changed = withPartitions(transaction, partitions, now);
    this.#put(changed, now);
    if (transaction.state !== 'Ongoing') this.#startTimeout(changed);
  }

  /** Decides the producer's transaction, then writes the markers. Deciding the same once more is fine. */
  end(producer: TransactionalProducer, type: MarkerType): void {
    const transaction = this.#of(producer);
    checkIdle(transaction);
    const done = type === 'commit' ? 'CompleteCommit' : 'CompleteAbort';
    if (transaction.state === done) return;
    if (transaction.state !== 'Ongoing') {
      throw new KafkaWireError(
        'INVALID_TXN_STATE',
        `expected an ongoing transaction to ${type}, it is ${transaction.state}`,
      );
    }
    this.#decide(transaction, type);
  }

  /** @throws KafkaWireError unless the partition is part of the producer's transaction */
  checkWrite(
    { producerId, producerEpoch }: Omit<TransactionalProducer, 'transactionalId'>,
    to: TopicPartition,
  ) {
    const transaction = this.#store.byProducer(producerId);
    if (transaction && producerEpoch !== transaction.producerEpoch) {
      throw new KafkaWireError(
        'INVALID_PRODUCER_EPOCH',
        `expected epoch ${transaction.producerEpoch} of producer ${producerId}, got ${producerEpoch}`,
      );
    }
    if (!transaction || !hasPartition(transaction, to)) {
      throw new KafkaWireError(
        'INVALID_TXN_STATE',
        `expected ${to.topic}-${to.partition} to be part of a transaction of producer ${producerId}`,
      );
    }
  }

  /** Forgets transactional ids that have long been unused. */
  expire(): void {
    const now = this.#now();
    for (const { transactionalId, state, updatedAt } of this.#store.all()) {
      const isIdle = state === 'Empty' || state === 'CompleteCommit' || state === 'CompleteAbort';
      if (isIdle && now - updatedAt > this.#config.idExpirationMs) this.#store.drop(transactionalId, now);
    }
  }

  /** Takes back all timers; nothing is aborted. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  #resume(transaction: Transaction): void {
    if (transaction.state === 'Ongoing') this.#startTimeout(transaction);
    else if (transaction.state.startsWith('Prepare')) this.#writeMarkers(transaction, transaction.partitions);
  }

  #unused(transactionalId: string, timeoutMs: number): Transaction {
    const state = { transactionalId, timeoutMs, state: 'Empty', partitions: [] } as const;
    return { ...state, producerId: -1n, producerEpoch: -1, previousEpoch: -1, startedAt: -1, updatedAt: -1 };
  }

  /** Gives the next epoch, of a new id when those of the present one are used up. */
  #initAs(transaction: Transaction, previousEpoch: number): AllocatedProducerId {
    const { producerId, producerEpoch } = transaction;
    const isUsedUp = producerId < 0n || producerEpoch >= lastEpoch;
    const next = isUsedUp
      ? this.#options.producerIds.allocate()
      : { producerId, producerEpoch: producerEpoch + 1 };
    const now = this.#now();
    this.#put(
      move(transaction, 'Empty', now, { ...next, previousEpoch, partitions: [], startedAt: -1 }),
      now,
    );
    return next;
  }

  /** Aborts under the next epoch, so that whoever began the transaction cannot write to it any more. */
  #fence(transaction: Transaction): Transaction {
    const { producerEpoch } = transaction;
    const ended = this.#decide({ ...transaction, producerEpoch: producerEpoch + 1 }, 'abort');
    checkIdle(ended);
    return ended;
  }

  #decide(transaction: Transaction, type: MarkerType): Transaction {
    const now = this.#now();
    const decided = move(transaction, type === 'commit' ? 'PrepareCommit' : 'PrepareAbort', now);
    this.#put(decided, now);
    this.#cancelTimer(transaction.transactionalId);
    return this.#writeMarkers(decided, decided.partitions);
  }

  /** Writes the markers of a decided transaction; what fails is tried again later. Returns what it is then. */
  #writeMarkers(transaction: Transaction, partitions: readonly TopicPartition[]): Transaction {
    const { transactionalId, producerId, producerEpoch, state } = transaction;
    const type: MarkerType = state === 'PrepareCommit' ? 'commit' : 'abort';
    const left = partitions.filter(
      (partition) => !this.#mark(partition, { producerId, producerEpoch, type }),
    );
    const now = this.#now();
    const done = move(transaction, type === 'commit' ? 'CompleteCommit' : 'CompleteAbort', now, {
      partitions: [],
    });
    if (left.length === 0 && this.#tryPut(done, now)) return done;
    this.#setTimer(transactionalId, this.#config.retryMs, () => this.#writeMarkers(transaction, left));
    return transaction;
  }

  #mark(partition: TopicPartition, marker: Marker): boolean {
    try {
      this.#options.writeMarker(partition, marker);
      return true;
    } catch (error) {
      if (!(error instanceof KafkaWireError)) throw error;
      // A partition that knows a newer epoch has had its marker.
      return error.error === 'INVALID_PRODUCER_EPOCH' || error.error === 'UNKNOWN_TOPIC_OR_PARTITION';
    }
  }

  #tryPut(transaction: Transaction, now: number): boolean {
    try {
      this.#put(transaction, now);
      return true;
    } catch (error) {
      if (error instanceof KafkaWireError) return false;
      throw error;
    }
  }

  #startTimeout({ transactionalId, timeoutMs, startedAt }: Transaction): void {
    this.#setTimer(transactionalId, startedAt + timeoutMs - this.#now(), () => {
      const transaction = this.#store.get(transactionalId);
      if (transaction?.state !== 'Ongoing') return;
      try {
        this.#fence(transaction);
      } catch (error) {
        if (!(error instanceof KafkaWireError)) throw error;
        this.#options.log?.(`transaction ${transactionalId} could not be aborted yet: ${error.message}`);
        if (this.#store.get(transactionalId)?.state === 'Ongoing') {
          this.#setTimer(transactionalId, this.#config.retryMs, () => this.#resume(transaction));
        }
      }
    });
  }

  #setTimer(transactionalId: string, delayMs: number, callback: () => void): void {
    this.#cancelTimer(transactionalId);
    const timer = this.#options.clock.setTimeout(() => {
      this.#timers.delete(transactionalId);
      callback();
    }, delayMs);
    this.#timers.set(transactionalId, timer);
  }

  #cancelTimer(transactionalId: string): void {
    this.#timers.get(transactionalId)?.cancel();
    this.#timers.delete(transactionalId);
  }

  #of({ transactionalId, producerId, producerEpoch }: TransactionalProducer): Transaction {
    this.checkOpen();
    const transaction = this.#store.get(transactionalId);
    if (transaction?.producerId !== producerId) {
      throw new KafkaWireError(
        'INVALID_PRODUCER_ID_MAPPING',
        `expected producer ${transaction?.producerId ?? 'none'} of transactional id '${transactionalId}', got ${producerId}`,
      );
    }
    if (transaction.producerEpoch !== producerEpoch) throw fenced(transaction, producerEpoch);
    return transaction;
  }

  /** Clients of the coordinator know no KAFKA_STORAGE_ERROR; they try again. */
  #put(transaction: Transaction, now: number): void {
    try {
      this.#store.put(transaction, now);
    } catch (error) {
      if (!(error instanceof KafkaWireError)) throw error;
      throw new KafkaWireError('COORDINATOR_NOT_AVAILABLE', error.message);
    }
  }

  #now(): number {
    return this.#options.clock.now();
  }

  /** @throws KafkaWireError COORDINATOR_NOT_AVAILABLE once it is closed */
  checkOpen(): void {
    if (this.#isClosed) throw new KafkaWireError('COORDINATOR_NOT_AVAILABLE', 'the coordinator is closed');
  }
}

/** True when the producer asks once more for the epoch that it was given already. */
function checkExpected(known: Transaction, { producerId, producerEpoch }: TransactionalProducer): boolean {
  if (producerId < 0n) return false;
  const isPrevious = producerEpoch === known.previousEpoch && known.state === 'Empty';
  if (producerId === known.producerId && isPrevious) return true;
  if (producerId !== known.producerId || producerEpoch !== known.producerEpoch)
    throw fenced(known, producerEpoch);
  return false;
}

function checkIdle({ transactionalId, state }: Transaction): void {
  if (state === 'PrepareCommit' || state === 'PrepareAbort') {
    throw new KafkaWireError('CONCURRENT_TRANSACTIONS', `transaction ${transactionalId} is being completed`);
  }
}

function fenced({ transactionalId, producerEpoch }: Transaction, got: number): KafkaWireError {
  return new KafkaWireError(
    'PRODUCER_FENCED',
    `expected epoch ${producerEpoch} of transactional id '${transactionalId}', got ${got}`,
  );
}
