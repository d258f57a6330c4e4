import type { PartitionLog } from '../log/partitionLog.ts';
import { StateLog } from '../log/stateLog.ts';
import type { RecordToWrite } from '../records/buildBatch.ts';
import type { RecordBatch } from '../records/recordBatch.ts';
import { readRecords } from '../records/records.ts';
import type { Transaction } from './transaction.ts';
import {
  decodeTransactionKey,
  decodeTransactionValue,
  encodeTransactionKey,
  encodeTransactionValue,
} from './transactionRecords.ts';

/**
 * All transactional ids: in memory, and as records in a log that is read again at the next start. The log is made for
 * the first of them.
 */
export class TransactionStore {
  readonly #makeLog: () => PartitionLog;
  #state: StateLog | undefined;
  readonly #byId = new Map<string, Transaction>();
  readonly #idOfProducer = new Map<bigint, string>();

  constructor(log: PartitionLog | undefined, makeLog: () => PartitionLog) {
    this.#makeLog = makeLog;
    this.#state = log && new StateLog(log);
    this.#state?.replay((batch) => this.#replay(batch));
  }

  get(transactionalId: string): Transaction | undefined {
    return this.#byId.get(transactionalId);
  }

  byProducer(producerId: bigint): Transaction | undefined {
    const id = this.#idOfProducer.get(producerId);
    return id === undefined ? undefined : this.#byId.get(id);
  }

  all(): Transaction[] {
    return [...this.#byId.values()];
  }

  /** Writes the transaction down, then remembers it. `now`: broker time, ms. @throws KafkaWireError KAFKA_STORAGE_ERROR */
  put(transaction: Transaction, now: number): void {
    this.#state ??= new StateLog(this.#makeLog());
    this.#state.append([toRecord(transaction)], now);
    this.#remember(transaction);
    this.#state.rewriteWhenOutgrown(() => this.all().map(toRecord), now);
  }

  /** Forgets a transactional id. */
  drop(transactionalId: string, now: number): void {
    this.#state?.append([{ key: encodeTransactionKey(transactionalId), value: null }], now);
    this.#forget(transactionalId);
  }

  #replay(batch: RecordBatch): void {
    for (const { key, value } of readRecords(batch)) {
      if (key === null) continue;
      const id = decodeTransactionKey(key);
      if (value === null) this.#forget(id);
      else this.#remember(decodeTransactionValue(id, value));
    }
  }

  #remember(transaction: Transaction): void {
    this.#forget(transaction.transactionalId);
    this.#byId.set(transaction.transactionalId, transaction);
    this.#idOfProducer.set(transaction.producerId, transaction.transactionalId);
  }

  #forget(transactionalId: string): void {
    const known = this.#byId.get(transactionalId);
    if (known) this.#idOfProducer.delete(known.producerId);
    this.#byId.delete(transactionalId);
  }
}

function toRecord(transaction: Transaction): RecordToWrite {
  return {
    key: encodeTransactionKey(transaction.transactionalId),
    value: encodeTransactionValue(transaction),
  };
}
