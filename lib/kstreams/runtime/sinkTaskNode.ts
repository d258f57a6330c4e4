import type { Record } from '../processor/record.ts';
import type { Serde } from '../serdes/serde.ts';
import type { SinkNode } from '../topology/processorTopology.ts';
import type { ProducedRecord } from './records.ts';
import type { TaskContext } from './taskContext.ts';
import type { TaskNode } from './taskNode.ts';

/** Serialises records and hands them to the collector. */
export class SinkTaskNode implements TaskNode {
  readonly name: string;
  readonly #sink: SinkNode;
  readonly #context: TaskContext;
  readonly #keySerde: Serde<unknown>;
  readonly #valueSerde: Serde<unknown>;

  constructor(sink: SinkNode, context: TaskContext) {
    this.name = sink.name;
    this.#sink = sink;
    this.#context = context;
    this.#keySerde = context.keySerde(sink.keySerde, `The sink ${sink.name}`);
    this.#valueSerde = context.valueSerde(sink.valueSerde, `The sink ${sink.name}`);
  }

  process(record: Record<unknown, unknown>): void {
    const topic = this.#topic(record);
    const produced = this.#serialise(topic, record);
    if (produced === undefined) return;
    for (const partition of this.#partitions(topic, record)) {
      this.#context.send(this.name, partition === undefined ? produced : { ...produced, partition });
    }
  }

  #topic({ key, value }: Record<unknown, unknown>): string {
    const { topic } = this.#sink;
    return typeof topic === 'string' ? topic : topic.extract(key, value, this.#context.recordContext());
  }

  /** Undefined when it cannot be done and the handler lets that pass. */
  #serialise(topic: string, record: Record<unknown, unknown>): ProducedRecord | undefined {
    const { key, value, timestamp, headers } = record;
    try {
      return {
        topic,
        partition: undefined,
        key: this.#keySerde.serialize(topic, key),
        value: this.#valueSerde.serialize(topic, value),
        timestamp,
        headers,
      };
    } catch (error) {
      this.#context.errors.serialization(this.name, { topic, key, value, timestamp, headers }, error);
      return undefined;
    }
  }

  /** One undefined when the choice is the producer's. */
  #partitions(topic: string, { key, value }: Record<unknown, unknown>): readonly (number | undefined)[] {
    const { partitioner } = this.#sink;
    if (partitioner === undefined) return [undefined];
    const count = this.#context.collector.partitionCount(topic);
    return partitioner.partitions(topic, key, value, count) ?? [undefined];
  }
}
