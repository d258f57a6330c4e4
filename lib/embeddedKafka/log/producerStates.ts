import { KafkaWireError } from '../protocol/errors.ts';
import { type Marker, readMarkerType } from '../records/controlRecord.ts';
import type { RecordBatch } from '../records/recordBatch.ts';
import { addToSequence } from './sequence.ts';

/** A producer may have this many batches under way, and may send each of them again. */
const rememberedBatches = 5;
/** Kafka's producer.id.expiration.ms. */
const expirationMs = 24 * 60 * 60 * 1000;

/** A batch that was appended, as a repetition of it is recognized. */
export interface RememberedBatch {
  baseSequence: number;
  lastSequence: number;
  baseOffset: bigint;
  lastOffset: bigint;
  /** Highest timestamp, ms. */
  timestamp: bigint;
}

/** What is known of a producer in one partition. */
export interface ProducerEntry {
  readonly epoch: number;
  /** The last five, the newest at the end. */
  readonly batches: readonly RememberedBatch[];
  /** Broker time of the last append, ms. */
  readonly seenAt: number;
  /** Where its open transaction began; undefined when it has none here. */
  readonly transactionStart: bigint | undefined;
}

/** A transaction that a marker has ended. */
export interface EndedTransaction {
  producerId: bigint;
  firstOffset: bigint;
  isAborted: boolean;
}

/** What an append means for the producers: a repetition to be answered from memory, or new entries. */
export type ProducerDecision =
  | { duplicateOf: RememberedBatch }
  | { duplicateOf: undefined; entries: ReadonlyMap<bigint, ProducerEntry> };

/** The idempotent producers of one partition: {@link decide} finds out, {@link apply} remembers. */
export class ProducerStates {
  readonly #entries = new Map<bigint, ProducerEntry>();
  /** First offsets of the open transactions, by producer. */
  readonly #open = new Map<bigint, bigint>();

  constructor(entries: Iterable<[bigint, ProducerEntry]> = []) {
    for (const [id, entry] of entries) this.#set(id, entry);
  }

  /** Where the earliest open transaction began. */
  get firstOpenOffset(): bigint | undefined {
    let first: bigint | undefined;
    for (const offset of this.#open.values()) if (first === undefined || offset < first) first = offset;
    return first;
  }

  /**
   * Judges batches whose offsets are assigned already; changes nothing.
   * @throws KafkaWireError OUT_OF_ORDER_SEQUENCE_NUMBER, INVALID_PRODUCER_EPOCH, DUPLICATE_SEQUENCE_NUMBER,
   * INVALID_TXN_STATE
   */
  decide(batches: readonly RecordBatch[], now: number): ProducerDecision {
    const entries = new Map<bigint, ProducerEntry>();
    const duplicates: RememberedBatch[] = [];
    for (const batch of batches) {
      const id = batch.producerId;
      if (id < 0n) continue;
      const entry = entries.get(id) ?? this.#live(id, now);
      const duplicate = entry && findDuplicate(entry, batch);
      if (duplicate) duplicates.push(duplicate);
      else entries.set(id, extended(inOrder(entry, batch), batch, now));
    }
    const [first] = duplicates;
    if (first === undefined) return { duplicateOf: undefined, entries };
    if (duplicates.length === batches.length) return { duplicateOf: first };
    throw new KafkaWireError('DUPLICATE_SEQUENCE_NUMBER', 'some batches of the request were appended before');
  }

  /** Remembers what {@link decide} found, once the batches are in the log. */
  apply(entries: ReadonlyMap<bigint, ProducerEntry>): void {
    for (const [id, entry] of entries) this.#set(id, entry);
  }

  /** @throws KafkaWireError INVALID_PRODUCER_EPOCH for a marker that comes from before the producer's present epoch */
  checkMarker({ producerId, producerEpoch }: Marker): void {
    const entry = this.#entries.get(producerId);
    if (entry && producerEpoch < entry.epoch) throw fenced(entry, producerId, producerEpoch);
  }

  /** Ends the producer's transaction, once the marker is in the log. Undefined when it had none here. */
  end({ producerId, producerEpoch, type }: Marker, now: number): EndedTransaction | undefined {
    const entry = this.#entries.get(producerId);
    const batches = entry?.epoch === producerEpoch ? entry.batches : [];
    this.#set(producerId, { epoch: producerEpoch, batches, seenAt: now, transactionStart: undefined });
    const firstOffset = entry?.transactionStart;
    return firstOffset === undefined ? undefined : { producerId, firstOffset, isAborted: type === 'abort' };
  }

  /** Takes in a batch found in the log, which was judged when it was appended; returns the transaction that it ends. */
  replay(batch: RecordBatch, now: number): EndedTransaction | undefined {
    const { producerId, producerEpoch } = batch;
    if (producerId < 0n) return undefined;
    if (batch.isControl) {
      const type = readMarkerType(batch);
      return type && this.end({ producerId, producerEpoch, type }, now);
    }
    const entry = this.#entries.get(producerId);
    this.#set(producerId, extended(entry, batch, now));
    return undefined;
  }

  /** All producers that have written lately; the others are forgotten. */
  live(now: number): ReadonlyMap<bigint, ProducerEntry> {
    for (const id of this.#entries.keys()) if (this.#live(id, now) === undefined) this.#entries.delete(id);
    return this.#entries;
  }

  #set(id: bigint, entry: ProducerEntry): void {
    this.#entries.set(id, entry);
    if (entry.transactionStart === undefined) this.#open.delete(id);
    else this.#open.set(id, entry.transactionStart);
  }

  #live(id: bigint, now: number): ProducerEntry | undefined {
    const entry = this.#entries.get(id);
    const isLive = entry?.transactionStart !== undefined || now - (entry?.seenAt ?? 0) <= expirationMs;
    return isLive ? entry : undefined;
  }
}

function findDuplicate(entry: ProducerEntry, batch: RecordBatch): RememberedBatch | undefined {
  if (batch.producerEpoch !== entry.epoch || batch.baseSequence < 0) return undefined;
  const { baseSequence } = batch;
  const lastSequence = addToSequence(baseSequence, batch.lastOffsetDelta);
  return entry.batches.find(
    (known) => known.baseSequence === baseSequence && known.lastSequence === lastSequence,
  );
}

/** Judges whether the batch may follow; returns the entry that it continues. */
function inOrder(entry: ProducerEntry | undefined, batch: RecordBatch): ProducerEntry | undefined {
  if (entry === undefined) return undefined;
  const { producerId, producerEpoch } = batch;
  if (producerEpoch < entry.epoch) throw fenced(entry, producerId, producerEpoch);
  const last = entry.batches.at(-1);
  const isNewEpoch = producerEpoch > entry.epoch;
  // The broker itself writes without sequences.
  const expected =
    batch.baseSequence < 0 ? -1 : isNewEpoch || last === undefined ? 0 : addToSequence(last.lastSequence, 1);
  if (batch.baseSequence !== expected) {
    throw new KafkaWireError(
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      `expected sequence ${expected} of producer ${producerId}, got ${batch.baseSequence}`,
    );
  }
  if (entry.transactionStart !== undefined && !batch.isTransactional) {
    throw new KafkaWireError('INVALID_TXN_STATE', `producer ${producerId} has an open transaction here`);
  }
  return entry;
}

function fenced(entry: ProducerEntry, producerId: bigint, epoch: number): KafkaWireError {
  return new KafkaWireError(
    'INVALID_PRODUCER_EPOCH',
    `expected epoch ${entry.epoch} or later of producer ${producerId}, got ${epoch}`,
  );
}

function extended(entry: ProducerEntry | undefined, batch: RecordBatch, now: number): ProducerEntry {
  const { baseSequence, baseOffset, producerEpoch: epoch } = batch;
  const appended = {
    baseSequence,
    lastSequence: addToSequence(baseSequence, batch.lastOffsetDelta),
    baseOffset,
    lastOffset: batch.lastOffset,
    timestamp: batch.maxTimestamp,
  };
  const before = entry?.epoch === epoch ? entry.batches.slice(1 - rememberedBatches) : [];
  const batches = baseSequence < 0 ? before : [...before, appended];
  const transactionStart = batch.isTransactional ? (entry?.transactionStart ?? baseOffset) : undefined;
  return { epoch, batches, seenAt: now, transactionStart };
}
