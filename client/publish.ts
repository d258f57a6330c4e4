import { topics } from '@kafka-tutorial/serving';
import type { Kafka } from 'kafkajs';
import { systemClock } from './clock.ts';
import { publishRecords } from './dataPublisher.ts';
import { modelMessage, readModels } from './modelPublisher.ts';
import { RecordCycle, readTables } from './recordCycle.ts';

export interface PublishOptions {
  readonly kafka: Kafka;
  /** How many records in all. */
  readonly records: number;
  /** Their data types, which take turns. Default: all. */
  readonly dataTypes?: readonly string[];
  /** Names of models of the catalog, which are published before the records. Default: none. */
  readonly models?: readonly string[];
}

/**
 * Publishes models and records as fast as Kafka takes them: for tests and measurements. The topics must exist.
 *
 * @throws RangeError for a model or a data type that is not there; errors of kafkajs
 */
export async function publish({ kafka, records, dataTypes, models = [] }: PublishOptions): Promise<void> {
  const chosenModels = choose(await readModels(), models, ({ name }) => name);
  const tables = await readTables();
  const chosenTables = dataTypes ? choose(tables, dataTypes, ({ dataType }) => dataType) : tables;
  const producer = kafka.producer();
  await producer.connect();
  try {
    if (chosenModels.length > 0) {
      await producer.send({ topic: topics.models, acks: -1, messages: chosenModels.map(modelMessage) });
    }
    await publishRecords(
      {
        ...{ producer, records: new RecordCycle(chosenTables), clock: systemClock },
        ...{ rate: Infinity, count: records },
      },
      new AbortController().signal,
    );
  } finally {
    await producer.disconnect();
  }
}

function choose<T>(all: readonly T[], names: readonly string[], nameOf: (one: T) => string): T[] {
  return names.map((name) => {
    const found = all.find((one) => nameOf(one) === name);
    if (found) return found;
    throw new RangeError(`there is no "${name}"; expected one of ${all.map(nameOf).join(', ')}`);
  });
}
