import type { FeatureRecord, Model, ModelFactory, ScoreOutcome } from '@kafka-tutorial/model';
import { ModelError } from '@kafka-tutorial/model';
import {
  ModelDescriptor,
  type ModelDescriptorProperties,
  ModelType,
  PenguinRecord,
  WineRecord,
} from '@kafka-tutorial/proto';
import { dataTypes } from './dataTypes.ts';
import type { InputRecord } from './inputRecord.ts';

let nextOffset = 0;

/** A record as a consumer gets it. */
export function inputRecord(
  value: Uint8Array | null,
  key: string | null = 'wine',
  partition = 0,
): InputRecord {
  return {
    topic: 'models_data',
    partition,
    message: {
      key: key === null ? null : Buffer.from(key),
      value: value && Buffer.from(value),
      timestamp: '1500000000000',
      attributes: 0,
      offset: String(nextOffset++),
      headers: {},
    },
  };
}

/** The bytes of a plausible wine, its alcohol as given. */
export function wineBytes(alcohol = 9.4): Uint8Array {
  return WineRecord.encode({ ...dataTypes.get('wine')?.sample, alcohol, dataType: 'wine' }).finish();
}

/** The bytes of a plausible penguin. */
export function penguinBytes(): Uint8Array {
  return PenguinRecord.encode({ ...dataTypes.get('penguins')?.sample, dataType: 'penguins' }).finish();
}

/** The record that carries a model. */
export function modelRecord(properties: ModelDescriptorProperties): InputRecord {
  const descriptor = {
    dataType: 'wine',
    modeltype: ModelType.PMML,
    data: Buffer.from('model'),
    ...properties,
  };
  return {
    ...inputRecord(ModelDescriptor.encode(descriptor).finish(), descriptor.dataType),
    topic: 'models_models',
  };
}

/** How the models of `testFactory` score; anything can be left out. */
export interface TestModel {
  readonly score?: (record: FeatureRecord) => ScoreOutcome;
  readonly scoreBatch?: Model['scoreBatch'];
}

/** Makes models that score by the given functions, by model name; a name that is not listed is refused. */
export function testFactory(models: Readonly<Record<string, TestModel>>) {
  const cleaned: string[] = [];
  const factory: ModelFactory = {
    async create(descriptor) {
      const { name } = descriptor;
      const model = models[name ?? ''];
      if (!model) throw new ModelError('MODEL_CORRUPT', `no test model is called ${name}`);
      const score = model.score ?? (() => ({ value: 1 }));
      return {
        score,
        scoreBatch: model.scoreBatch ?? ((records) => records.map(score)),
        cleanup: () => void cleaned.push(name ?? ''),
        toBytes: () => ModelDescriptor.encode(descriptor).finish(),
        getType: () => ModelType.PMML,
      };
    },
    restore: () => Promise.reject(new Error('test models are not restored')),
  };
  return { factory, cleaned };
}
