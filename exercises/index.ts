export { ExerciseError, type ExerciseErrorCode, exerciseErrors } from './errors.ts';
export type { Exercise } from './exercise.ts';
export { type ManifestEntry, manifest } from './manifest.ts';
