import type { TimestampExtractor } from '../processor/timestampExtractor.ts';
import type { TopicNameExtractor } from '../topology/partitioner.ts';
import type { FunctionSpec } from './caseFile.ts';
import { nameAndArguments, notSupported, text, type Value } from './functions.ts';

export function timestampExtractor(spec: FunctionSpec): TimestampExtractor {
  const [name, argument] = nameAndArguments(spec);
  switch (name) {
    case 'value.at':
      return { extract: ({ value }) => timestampIn(value) };
    case 'value.at.orPartitionTime':
      return {
        extract({ value }, partitionTime) {
          const timestamp = timestampIn(value);
          return timestamp < 0 ? partitionTime : timestamp;
        },
      };
    case 'record.plus':
      return { extract: ({ timestamp }) => timestamp + Number(argument) };
    default:
      return notSupported('timestampExtractor', spec);
  }
}

/** The number after the last "@", −1 without one. */
function timestampIn(value: unknown): number {
  const digits = /@(-?[0-9]+)$/.exec(String(value))?.[1];
  return digits === undefined ? -1 : Number(digits);
}

export function topicNameExtractor(spec: FunctionSpec): TopicNameExtractor<Value, Value> {
  const [name, prefix] = nameAndArguments(spec);
  switch (name) {
    case 'prefix+key':
      return new Extractor(name, (key) => `${prefix}${text(key)}`);
    case 'prefix+firstChar':
      return new Extractor(name, (_, value) => `${prefix}${text(value ?? '').charAt(0) || 'none'}`);
    default:
      return notSupported('topicFn', spec);
  }
}

class Extractor implements TopicNameExtractor<Value, Value> {
  readonly #name: string;
  readonly extract: (key: Value | null, value: Value | null) => string;

  constructor(name: string, extract: (key: Value | null, value: Value | null) => string) {
    this.#name = name;
    this.extract = extract;
  }

  /** What `describe` shows. */
  toString(): string {
    return `topicFn(${this.#name})`;
  }
}
