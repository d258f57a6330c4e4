import type { RawRecord } from '../../runtime/records.ts';
import { readBatches } from '../records/recordBatchReader.ts';
import type { ProducerIdentity } from '../records/recordBatchWriter.ts';
import { partitionName, type TopicPartition } from '../taskPlan.ts';
import type { ProduceCluster } from './produceCluster.ts';
import type { PartitionAnswer, PartitionBytes } from './produceRequest.ts';

/** Kafka's error codes, as far as tests need them. */
export const codes = {
  ...{ notLeader: 6, tooLarge: 10, notAllowed: 29, outOfOrder: 45, duplicate: 46 },
  ...{ fenced: 47, invalidRecord: 87 },
} as const;

/** What becomes of a request: `lost` is written but not answered, `refused` neither, a number the answer to its batches. */
export type Fate = 'written' | 'lost' | 'refused' | number;

/** A request that has arrived. */
export interface Arrived {
  readonly leader: number;
  readonly batches: readonly { readonly name: string; readonly sequence: number; readonly count: number }[];
}

interface PartitionState {
  readonly records: RawRecord[];
  /** The batches of each producer; only the last one is known again, as after a restart of a broker. */
  readonly producers: Map<bigint, { first: number; next: number }[]>;
}

class RetriableError extends Error {
  readonly retriable = true;
}

/** Brokers that judge batches as Kafka does, by what a test decides about each request. */
export class SimulatedCluster implements ProduceCluster {
  readonly arrived: Arrived[] = [];
  /** How many partitions each topic has; all are led by `leader`. */
  readonly topics: Map<string, number>;
  leader = 1;
  refreshes = 0;
  maxBatchBytes = Number.POSITIVE_INFINITY;
  /** Values that no broker takes. */
  readonly invalid = new Set<string>();
  /** Decides about each request; all are written unless a test says otherwise. */
  fate: (request: Arrived) => Fate = () => 'written';
  /** Waits before each answer; at once unless a test says otherwise. */
  gate: () => Promise<void> = async () => {};
  /** Thrown by the next ones who ask for an identity. */
  readonly identityErrors: Error[] = [];
  readonly #partitions = new Map<string, PartitionState>();
  #known = new Map<string, number>();
  #knownLeader = 1;
  #identities = 0n;

  constructor(topics: Readonly<Record<string, number>>) {
    this.topics = new Map(Object.entries(topics));
  }

  async connect(): Promise<void> {}

  async disconnect(): Promise<void> {}

  async newIdentity(): Promise<ProducerIdentity> {
    const error = this.identityErrors.shift();
    if (error !== undefined) throw error;
    return { id: ++this.#identities, epoch: 0 };
  }

  async refresh(topics: readonly string[]): Promise<void> {
    this.refreshes++;
    this.#known = new Map(this.topics);
    this.#knownLeader = this.leader;
    const missing = topics.find((topic) => !this.topics.has(topic));
    if (missing !== undefined) throw new RetriableError(`there is no topic ${missing}`);
  }

  partitionCount(topic: string): number | undefined {
    return this.#known.get(topic);
  }

  leaderOf(): number {
    return this.#knownLeader;
  }

  async produce(leader: number, batches: readonly PartitionBytes[]): Promise<readonly PartitionAnswer[]> {
    // As on a connection, it leaves now, whatever happens to the bytes here.
    const sent = batches.map((batch) => ({ ...batch, bytes: Buffer.from(batch.bytes) }));
    const request = { leader, batches: sent.map(headOf) };
    this.arrived.push(request);
    const fate = this.fate(request);
    const isLeader = leader === this.leader;
    const answers = sent.map((batch) => ({
      ...{ topic: batch.topic, partition: batch.partition, baseOffset: -1 },
      ...(typeof fate === 'number'
        ? { errorCode: fate }
        : isLeader
          ? this.#append(batch, fate)
          : { errorCode: codes.notLeader }),
    }));
    await this.gate();
    if (fate === 'lost' || fate === 'refused') throw new RetriableError(`the request was ${fate}`);
    return answers;
  }

  /** What a partition holds. */
  values(topic: string, partition = 0): string[] {
    return this.#state({ topic, partition }).records.map(({ value }) => String(value));
  }

  /** Forgets what it knows of producers, as after an unclean election, as if the last batch had never been written. */
  loseLast(topic: string, count: number): void {
    const { records, producers } = this.#state({ topic, partition: 0 });
    records.length -= count;
    for (const remembered of producers.values()) remembered.pop();
  }

  #append(batch: PartitionBytes, fate: Fate): Pick<PartitionAnswer, 'errorCode'> & Partial<PartitionAnswer> {
    if (fate === 'refused') return { errorCode: 0 };
    if (batch.bytes.length > this.maxBatchBytes) return { errorCode: codes.tooLarge };
    const [read] = readBatches(batch.bytes) ?? [];
    if (read === undefined) throw new Error('no batch came');
    const records = read.records(batch);
    if (records.some(({ value }) => this.invalid.has(String(value))))
      return { errorCode: codes.invalidRecord };
    const { records: log, producers } = this.#state(batch);
    const { sequence: first, count } = headOf(batch);
    const remembered = producers.get(read.producerId) ?? [];
    const last = remembered.at(-1);
    const next = (first + count) % 2 ** 31;
    const baseOffset = log.length;
    if (last?.first === first && last.next === next) return { errorCode: 0, baseOffset: baseOffset - count };
    if (last !== undefined && first !== last.next) return { errorCode: codes.outOfOrder };
    log.push(...records);
    producers.set(read.producerId, [...remembered, { first, next }]);
    return { errorCode: 0, baseOffset };
  }

  #state(place: TopicPartition): PartitionState {
    const name = partitionName(place);
    let state = this.#partitions.get(name);
    if (state === undefined) {
      state = { records: [], producers: new Map() };
      this.#partitions.set(name, state);
    }
    return state;
  }
}

function headOf(batch: PartitionBytes): Arrived['batches'][number] {
  return {
    name: partitionName(batch),
    sequence: batch.bytes.readInt32BE(53),
    count: batch.bytes.readInt32BE(57),
  };
}
