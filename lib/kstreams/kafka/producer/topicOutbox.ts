import { KStreamsError } from '../../errors.ts';
import type { ProducedRecord } from '../../runtime/records.ts';
import { recordBytes } from '../records/recordBatchWriter.ts';
import { partitionOfKey } from './murmur2.ts';
import type { OutgoingRecord, PartitionOutbox } from './partitionOutbox.ts';

/** What is to be written to one topic: chooses the partition of each record. */
export class TopicOutbox {
  readonly topic: string;
  readonly #newOutbox: (partition: number) => PartitionOutbox;
  readonly #partitions: (PartitionOutbox | undefined)[] = [];
  #waiting: { since: number; records: OutgoingRecord[]; bytes: number } | undefined;
  /** Where records without a key go until a batch of them is sent. */
  #sticky = 0;
  /** Undefined until the cluster has told. */
  #count: number | undefined;

  constructor(topic: string, newOutbox: (partition: number) => PartitionOutbox) {
    this.topic = topic;
    this.#newOutbox = newOutbox;
  }

  /** Since when records wait for the number of partitions; undefined when none does. */
  get waitingSince(): number | undefined {
    return this.#waiting?.since;
  }

  /** Keeps a record until it is known how many partitions there are; answers its size. */
  wait(outgoing: OutgoingRecord, nowMs: number): number {
    const { record } = outgoing;
    const bytes = recordBytes(record.key, record.value, record.headers);
    this.#waiting ??= { since: nowMs, records: [], bytes: 0 };
    this.#waiting.records.push(outgoing);
    this.#waiting.bytes += bytes;
    return bytes;
  }

  /** The records that have waited. */
  takeWaiting(): { readonly records: readonly OutgoingRecord[]; readonly bytes: number } {
    const waiting = this.#waiting ?? { records: [], bytes: 0 };
    this.#waiting = undefined;
    return waiting;
  }

  get isKnown(): boolean {
    return this.#count !== undefined;
  }

  /** Undefined leaves it as it is. */
  set partitionCount(count: number | undefined) {
    this.#count = count ?? this.#count;
  }

  /**
   * Undefined when it is not known how many partitions there are.
   * @throws KStreamsError PRODUCTION_FAILED when the record names a partition that there is not
   */
  outboxOf({ partition, key }: ProducedRecord): PartitionOutbox | undefined {
    const count = this.#count;
    if (count === undefined) return undefined;
    const chosen = partition ?? (key === null ? this.#sticky % count : partitionOfKey(key, count));
    if (chosen < 0 || chosen >= count) throw noPartition(this.topic, chosen, count);
    let outbox = this.#partitions[chosen];
    if (outbox === undefined) {
      outbox = this.#newOutbox(chosen);
      this.#partitions[chosen] = outbox;
    }
    return outbox;
  }

  /** Of the last record that is known to be written to a partition. */
  lastOffset(partition: number): number | undefined {
    return this.#partitions[partition]?.lastOffset;
  }

  /** A batch of this partition is on its way: the next ones without a key have another partition. */
  sent(partition: number): void {
    if (this.#count !== undefined && partition === this.#sticky % this.#count) this.#sticky++;
  }
}

function noPartition(topic: string, partition: number, count: number): KStreamsError {
  return new KStreamsError(
    'PRODUCTION_FAILED',
    `A record is for partition ${partition} of ${topic}, which has ${count} partitions.`,
    { hint: 'Let the partitioner answer numbers from 0 to one less than that.' },
  );
}
