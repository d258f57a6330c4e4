import type { Kafka } from 'kafkajs';
import { readTopic } from '../kafka/testing.ts';
import type { RawRecord } from '../runtime/records.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { StoreRows } from './instanceMessages.ts';
import { type LastNumber, lastNumberSerde } from './lastNumber.ts';
import { repartitionName, type SoakTopics, type StoreName } from './soakTopology.ts';

/** What a store, its changelog and its results hold at the end; values as the changelog has them, oldest first. */
export interface StoreContents<V> {
  readonly rows: readonly (readonly [string, V])[];
  readonly changelog: readonly (readonly [string, V])[];
  readonly results: readonly (readonly [string, V])[];
}

/** All that the application was given and made of it. */
export interface Contents {
  /** Keys and numbers. */
  readonly input: readonly (readonly [string, number])[];
  readonly repartitioned: readonly (readonly [string, number])[];
  readonly first: StoreContents<LastNumber>;
  readonly counts: StoreContents<number>;
  readonly last: StoreContents<LastNumber>;
}

const long = Serdes.long();

/** @param rows what each instance has in its stores */
export async function readContents(
  kafka: Kafka,
  run: string,
  { input, results }: SoakTopics,
  rows: readonly StoreRows[],
): Promise<Contents> {
  const read = async <V>(topic: string, value: (bytes: Buffer | null) => V) =>
    (await readTopic(kafka, topic)).map((record) => entry(record, value));
  const number = (bytes: Buffer | null) => long.deserialize('', bytes) ?? Number.NaN;
  const lastNumber = (bytes: Buffer | null) => lastNumberSerde.deserialize('', bytes) ?? { last: Number.NaN };
  const store = async <V>(
    name: StoreName,
    value: (bytes: Buffer | null) => V,
  ): Promise<StoreContents<V>> => ({
    rows: rows.flatMap((own) => own[name] as [string, V][]),
    changelog: await read(`${run}-${name}-changelog`, value),
    results: await read(results[name], value),
  });
  return {
    input: await read(input, number),
    repartitioned: await read(`${run}-${repartitionName}-repartition`, number),
    first: await store('first', lastNumber),
    counts: await store('counts', number),
    last: await store('last', lastNumber),
  };
}

/** The topics that the application reads. */
export function topicsToDrain(run: string, { input }: SoakTopics): string[] {
  return [input, `${run}-${repartitionName}-repartition`];
}

function entry<V>({ key, value }: RawRecord, read: (bytes: Buffer | null) => V): [string, V] {
  return [String(key), read(value)];
}
