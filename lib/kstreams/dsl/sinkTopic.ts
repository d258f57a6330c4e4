import type { RecordContext } from '../processor/recordContext.ts';
import type { TopicNameExtractor } from '../topology/partitioner.ts';

type Extract<K, V> = TopicNameExtractor<K, V>['extract'];

/** A topic's name, an extractor, or a function that stands for one. */
export function sinkTopic<K, V>(
  topic: string | TopicNameExtractor<K, V> | Extract<K, V>,
): string | TopicNameExtractor<unknown, unknown> {
  if (typeof topic === 'string') return topic;
  const extractor = typeof topic === 'function' ? new ExtractorFunction(topic) : topic;
  return extractor as TopicNameExtractor<unknown, unknown>;
}

class ExtractorFunction<K, V> implements TopicNameExtractor<K, V> {
  readonly #extract: Extract<K, V>;

  constructor(extract: Extract<K, V>) {
    this.#extract = extract;
  }

  extract(key: K | null, value: V | null, context: RecordContext): string {
    return this.#extract(key, value, context);
  }

  /** What `describe()` shows. */
  toString(): string {
    return this.#extract.name || 'anonymous';
  }
}
