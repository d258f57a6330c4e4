import type { RecordContext } from '../processor/recordContext.ts';

/** Chooses the topic a sink writes a record to. */
export interface TopicNameExtractor<K, V> {
  extract(key: K | null, value: V | null, context: RecordContext): string;
  /** What `describe()` shows; the name of the class when it has none of its own. */
  toString?(): string;
}

/** Chooses the partitions a sink writes a record to; undefined leaves it to the producer (by the key's hash). */
export interface StreamPartitioner<K, V> {
  partitions(
    topic: string,
    key: K | null,
    value: V | null,
    numPartitions: number,
  ): readonly number[] | undefined;
}
