import { modelCatalog, readModelDescriptor, readPenguinRecords, readWineRecords } from '@kafka-tutorial/data';
import { ModelDescriptor, PenguinRecord, WineRecord } from '@kafka-tutorial/proto';
import { type InputRecord, topics } from '@kafka-tutorial/serving';

interface Parts {
  readonly topic: string;
  readonly key?: string;
  readonly value: Uint8Array | null;
  readonly offset?: number;
  readonly headers?: Record<string, string>;
}

/** A record as a server takes it from a topic. */
export function inputRecord({ topic, key = 'wine', value, offset = 0, headers = {} }: Parts): InputRecord {
  const bytes = { key: Buffer.from(key), value: value && Buffer.from(value) };
  return {
    topic,
    partition: 0,
    message: { ...bytes, headers, offset: String(offset), timestamp: '0', attributes: 0 },
  };
}

/** The first wines of the data set, as records of the data topic. */
export async function wineInputs(count: number): Promise<InputRecord[]> {
  const wines = (await readWineRecords()).slice(0, count);
  return wines.map((wine, offset) =>
    inputRecord({ topic: topics.data, value: WineRecord.encode(wine).finish(), offset }),
  );
}

/** The message that publishes a model of the catalog. @throws Error when there is no such model */
export async function modelBytes(name: string): Promise<Uint8Array> {
  const entry = (await modelCatalog()).find((known) => known.name === name);
  if (!entry) throw new Error(`no model is called ${name}`);
  return ModelDescriptor.encode(await readModelDescriptor(entry)).finish();
}

/** A model of the catalog, as a record of the models topic. */
export async function modelInput(name: string): Promise<InputRecord> {
  return inputRecord({ topic: topics.models, value: await modelBytes(name) });
}

/** The first penguins of the data set, likewise. */
export async function penguinInputs(count: number): Promise<InputRecord[]> {
  const penguins = (await readPenguinRecords()).slice(0, count);
  return penguins.map((penguin, offset) =>
    inputRecord({
      topic: topics.data,
      key: 'penguins',
      value: PenguinRecord.encode(penguin).finish(),
      offset,
    }),
  );
}
