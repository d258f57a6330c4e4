import { ServedModels } from '@kafka-tutorial/serving';

/**
 * The models in service: one object for all tasks of the process, and nowhere else. That is naive. A restart loses the models,
 * though it does not read them again, for their offsets are committed; and a task that moves to another process does not
 * take its models along.
 */
export class ModelStore extends ServedModels {}

/** What whoever runs the server should know. */
export const restartLosesModels =
  'Models are in the memory of this process only: those that came before this start are lost, and records are skipped until new ones come';
