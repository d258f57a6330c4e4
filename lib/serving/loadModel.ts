import { createHash } from 'node:crypto';
import type { Model, ModelFactory } from '@kafka-tutorial/model';
import { ModelDescriptor, ModelType } from '@kafka-tutorial/proto';
import { type DataType, dataTypeNamed } from './dataTypes.ts';
import { ServingError } from './errors.ts';

/** A model that was read, checked and tried, and can serve from the next record on. */
export interface LoadedModel {
  readonly dataType: DataType;
  readonly name: string;
  readonly description: string;
  /** The name of its `ModelType`. */
  readonly modelType: string;
  /** Of the model's bytes, in hexadecimal. */
  readonly sha256: string;
  /** Where it was read from, when it came by reference. */
  readonly location: string | undefined;
  readonly model: Model;
}

/**
 * Decodes what travels on the models topic.
 *
 * @throws ServingError MODEL_RECORD_EMPTY, MODEL_RECORD_CORRUPT
 */
export function decodeModelDescriptor(bytes: Buffer | null): ModelDescriptor {
  if (bytes === null || bytes.length === 0) {
    throw new ServingError('MODEL_RECORD_EMPTY', 'the record on the models topic has no bytes');
  }
  try {
    return ModelDescriptor.decode(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ServingError('MODEL_RECORD_CORRUPT', `not a ModelDescriptor: ${reason}`, { cause });
  }
}

/**
 * Validates a model and warms it up: it is made by the factory for the fields of its data type, and scores one record.
 *
 * @throws ServingError RECORD_TYPE_UNKNOWN, ModelError with any code
 */
export async function loadModel(descriptor: ModelDescriptor, factory: ModelFactory): Promise<LoadedModel> {
  const dataType = dataTypeNamed(descriptor.dataType);
  const model = await factory.create(descriptor, dataType.schema);
  try {
    const outcome = await model.score(dataType.sample);
    if (outcome instanceof Error) throw outcome;
  } catch (error) {
    model.cleanup();
    throw error;
  }
  return {
    dataType,
    name: descriptor.name,
    description: descriptor.description,
    modelType: ModelType[descriptor.modeltype] ?? String(descriptor.modeltype),
    sha256: createHash('sha256').update(bytesOf(descriptor, model)).digest('hex'),
    location: descriptor.location || undefined,
    model,
  };
}

/** A model that came by reference carries its bytes in what it is restored from. */
function bytesOf(descriptor: ModelDescriptor, model: Model): Uint8Array {
  const { data } = descriptor.location ? ModelDescriptor.decode(model.toBytes()) : descriptor;
  return data ?? new Uint8Array();
}
