import type { ModelFactory } from '@kafka-tutorial/model';
import { ModelType } from '@kafka-tutorial/proto';
import { dataTypeOfKey } from '../dataTypes.ts';
import type { InputRecord } from '../inputRecord.ts';
import { decodeModelDescriptor, loadModel } from '../loadModel.ts';
import { type ModelOutcome, reasonOf } from '../outcome.ts';
import type { ServedModel } from '../servedModel.ts';
import { type ModelControl, readModelCommand } from './modelCommand.ts';
import type { ModelVersions } from './modelVersions.ts';

/**
 * Does what a record on the models topic says: validates a model, warms it up and puts it into service in the role that
 * its headers name, or carries out a control message. What is bad is rejected, and everything goes on as it was.
 *
 * @param versionsOf the models of a data type, which are made when they are asked for first
 */
export async function takeModelRecord(
  input: InputRecord,
  versionsOf: (dataType: string) => ModelVersions,
  factory: ModelFactory,
): Promise<ModelOutcome> {
  const { key, value, headers } = input.message;
  let claimed = { name: '', dataType: key?.toString() ?? '', modelType: '' };
  try {
    const command = readModelCommand(headers);
    if (command.kind === 'control') {
      claimed = { ...claimed, name: command.control };
      const versions = versionsOf(dataTypeOfKey(key).name);
      return { kind: 'modelAccepted', input, served: await control(versions, command.control, factory) };
    }
    const descriptor = decodeModelDescriptor(value);
    const { name, dataType, modeltype } = descriptor;
    claimed = { name, dataType, modelType: ModelType[modeltype] ?? String(modeltype) };
    const loaded = await loadModel(descriptor, factory);
    const { role } = command;
    const served = versionsOf(loaded.dataType.name).put(loaded, role);
    return { kind: 'modelAccepted', input, served, ...(role.label !== 'stable' && { label: role.label }) };
  } catch (error) {
    return { kind: 'modelRejected', input, ...claimed, reason: reasonOf(error) };
  }
}

function control(
  versions: ModelVersions,
  command: ModelControl,
  factory: ModelFactory,
): ServedModel | Promise<ServedModel> {
  if (command === 'promote') return versions.promote();
  if (command === 'retire') return versions.retireCandidates();
  return versions.rollback((bytes) => loadModel(decodeModelDescriptor(Buffer.from(bytes)), factory));
}
