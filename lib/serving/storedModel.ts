import type { ModelFactory } from '@kafka-tutorial/model';
import type { InputRecord } from './inputRecord.ts';
import { decodeModelDescriptor, loadModel } from './loadModel.ts';
import { ServedModel, type ServedModelSnapshot } from './servedModel.ts';

/** What of a model is kept to have it again after a restart. It is written when the model comes, not with each record. */
export interface StoredModel {
  /** The place that it came from, as {@link placeOf} says it. */
  readonly source: string;
  /** Its descriptor, with the model inside: what `Model.toBytes` wrote. */
  readonly descriptor: Buffer;
  /** Its statistics when it began to serve. */
  readonly begin: ServedModelSnapshot;
}

/** Tells the records of a cluster apart. */
export function placeOf({ topic, partition, message }: InputRecord): string {
  return `${topic}-${partition}@${message.offset}`;
}

/** What is to be stored of a model that has just begun to serve. */
export function storedModel(served: ServedModel, input: InputRecord): StoredModel {
  return {
    source: placeOf(input),
    descriptor: Buffer.from(served.loaded.model.toBytes()),
    begin: served.snapshot(),
  };
}

/**
 * Builds a stored model anew: it is checked and tried as if it had just come, and goes on with its statistics.
 *
 * @param latest the last statistics that were stored for its data type; they may be those of a model before it
 * @throws as `loadModel` does, and when the statistics cannot be read
 */
export async function resumeModel(
  { descriptor, begin }: StoredModel,
  latest: ServedModelSnapshot | null,
  factory: ModelFactory,
): Promise<ServedModel> {
  const loaded = await loadModel(decodeModelDescriptor(descriptor), factory);
  return ServedModel.resume(loaded, latest?.version === begin.version ? latest : begin);
}
