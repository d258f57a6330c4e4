import { Consumed } from '../dsl/consumed.ts';
import { Grouped } from '../dsl/grouped.ts';
import { Materialized } from '../dsl/materialized.ts';
import { Named } from '../dsl/named.ts';
import { Stores } from '../state/stores.ts';
import type { Step, ValueType } from './caseFile.ts';
import type { Types, Value } from './functions.ts';
import { serdeOf, sourceOptions } from './topologySteps.ts';

export function named({ name }: Step): Named | undefined {
  return name === undefined ? undefined : Named.as(name);
}

export function consumed(step: Step): Consumed<Value, Value> {
  const { timestampExtractor } = sourceOptions(step);
  let result = Consumed.with(serdeOf(step.key), serdeOf(step.value));
  if (timestampExtractor !== undefined) result = result.withTimestampExtractor(timestampExtractor);
  return step.name === undefined ? result : result.withName(step.name);
}

export function grouped({ name }: Step, { key, value }: Types): Grouped<Value, Value> {
  const result = Grouped.with(serdeOf(key), serdeOf(value));
  return name === undefined ? result : result.withName(name);
}

/** In the step's store, or with serdes only when it names none. */
export function materialized({ store, versioned }: Step, { key, value }: Types): Materialized<Value, Value> {
  if (store === undefined) return Materialized.with(serdeOf(key), serdeOf(value));
  const kept = versioned && Stores.persistentVersionedKeyValueStore(store, versioned.historyRetentionMs);
  return Materialized.as<Value, Value>(kept ?? store)
    .withKeySerde(serdeOf(key))
    .withValueSerde(serdeOf(value));
}

/** Undefined when the step says nothing about a store. */
export function materializedIfAsked(step: Step, types: Types): Materialized<Value, Value> | undefined {
  return step.store === undefined && step.materialized !== true ? undefined : materialized(step, types);
}

export function typeOf(value: Value = ''): ValueType {
  return typeof value === 'number' ? 'long' : 'string';
}
