import { KafkaWireError } from '../protocol/errors.ts';
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
}

/** What an append means for the producers: a repetition to be answered from memory, or new entries. */
export type ProducerDecision =
  | { duplicateOf: RememberedBatch }
  | { duplicateOf: undefined; entries: ReadonlyMap<bigint, ProducerEntry> };

/** The idempotent producers of one partition: {@link decide} finds out, {@link apply} remembers. */
export class ProducerStates {
  readonly #entries: Map<bigint, ProducerEntry>;

  constructor(entries: Iterable<[bigint, ProducerEntry]> = []) {
    this.#entries = new Map(entries);
  }

  /**
   * Judges batches whose offsets are assigned already; changes nothing.
   * @throws KafkaWireError OUT_OF_ORDER_SEQUENCE_NUMBER, INVALID_PRODUCER_EPOCH, DUPLICATE_SEQUENCE_NUMBER
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
    for (const [id, entry] of entries) this.#entries.set(id, entry);
  }

  /** Takes in a batch found in the log, which was judged when it was appended. */
  replay(batch: RecordBatch, now: number): void {
    const id = batch.producerId;
    if (id < 0n || batch.isControl) return;
    const entry = this.#entries.get(id);
    this.#entries.set(id, extended(entry?.epoch === batch.producerEpoch ? entry : undefined, batch, now));
  }

  /** All producers that have written lately; the others are forgotten. */
  live(now: number): ReadonlyMap<bigint, ProducerEntry> {
    for (const id of this.#entries.keys()) if (this.#live(id, now) === undefined) this.#entries.delete(id);
    return this.#entries;
  }

  #live(id: bigint, now: number): ProducerEntry | undefined {
    const entry = this.#entries.get(id);
    return entry && now - entry.seenAt <= expirationMs ? entry : undefined;
  }
}

function findDuplicate(entry: ProducerEntry, batch: RecordBatch): RememberedBatch | undefined {
  if (batch.producerEpoch !== entry.epoch) return undefined;
  const { baseSequence } = batch;
  const lastSequence = addToSequence(baseSequence, batch.lastOffsetDelta);
  return entry.batches.find(
    (known) => known.baseSequence === baseSequence && known.lastSequence === lastSequence,
  );
}

/** The entry that the batch continues, undefined when it begins a new one. */
function inOrder(entry: ProducerEntry | undefined, batch: RecordBatch): ProducerEntry | undefined {
  if (entry === undefined) return undefined;
  if (batch.producerEpoch < entry.epoch) {
    throw new KafkaWireError(
      'INVALID_PRODUCER_EPOCH',
      `expected epoch ${entry.epoch} or later of producer ${batch.producerId}, got ${batch.producerEpoch}`,
    );
  }
  const isNewEpoch = batch.producerEpoch > entry.epoch;
  const last = entry.batches.at(-1);
  const expected = isNewEpoch || last === undefined ? 0 : addToSequence(last.lastSequence, 1);
  if (batch.baseSequence !== expected) {
    throw new KafkaWireError(
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      `expected sequence ${expected} of producer ${batch.producerId}, got ${batch.baseSequence}`,
    );
  }
  return isNewEpoch ? undefined : entry;
}

function extended(entry: ProducerEntry | undefined, batch: RecordBatch, now: number): ProducerEntry {
  const { baseSequence, baseOffset } = batch;
  const appended = {
    baseSequence,
    lastSequence: addToSequence(baseSequence, batch.lastOffsetDelta),
    baseOffset,
    lastOffset: batch.lastOffset,
    timestamp: batch.maxTimestamp,
  };
  const before = entry?.batches.slice(1 - rememberedBatches) ?? [];
  return { epoch: batch.producerEpoch, batches: [...before, appended], seenAt: now };
}
