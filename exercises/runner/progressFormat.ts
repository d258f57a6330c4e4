import type { CopyRecord, ExerciseProgress, Progress } from './progress.ts';

// Another shape is another version: readers set aside what they do not know.
const version = 1;

/** The progress as the text of its file. */
export function formatProgress({ current, exercises }: Progress): string {
  const entries = [...exercises].map(([folder, { files, ...rest }]) => [
    folder,
    { ...rest, files: Object.fromEntries(files) },
  ]);
  return `${JSON.stringify({ version, current, exercises: Object.fromEntries(entries) }, undefined, 2)}\n`;
}

/** @throws Error that says what is wrong with the text */
export function parseProgress(text: string): Progress {
  const file = record(JSON.parse(text), 'the file');
  if (file.version !== version) throw new Error(`its version is ${file.version}, expected ${version}`);
  const exercises = Object.entries(record(file.exercises, 'exercises')).map(
    ([folder, value]) => [folder, exerciseProgress(record(value, folder))] as const,
  );
  return { current: optional(file.current, 'string', 'current'), exercises: new Map(exercises) };
}

function exerciseProgress(value: Fields): ExerciseProgress {
  const files = Object.entries(record(value.files, 'files')).map(
    ([file, copy]) => [file, copyRecord(record(copy, file))] as const,
  );
  return {
    solvedAt: optional(value.solvedAt, 'string', 'solvedAt'),
    wrong: required(value.wrong, 'boolean', 'wrong'),
    hintsShown: required(value.hintsShown, 'number', 'hintsShown'),
    solutionShown: required(value.solutionShown, 'boolean', 'solutionShown'),
    files: new Map(files),
  };
}

function copyRecord(value: Fields): CopyRecord {
  return {
    starter: required(value.starter, 'string', 'starter'),
    takenOver: optional(value.takenOver, 'string', 'takenOver'),
    toldOf: optional(value.toldOf, 'string', 'toldOf'),
  };
}

type Fields = Readonly<Record<string, unknown>>;
interface Kinds {
  string: string;
  boolean: boolean;
  number: number;
}

function record(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Error(`${name}: expected an object, got ${JSON.stringify(value)}`);
}

function required<K extends keyof Kinds>(value: unknown, kind: K, name: string): Kinds[K] {
  if (typeof value === kind) return value as Kinds[K];
  throw new Error(`${name}: expected a ${kind}, got ${JSON.stringify(value)}`);
}

function optional<K extends keyof Kinds>(value: unknown, kind: K, name: string): Kinds[K] | undefined {
  return value === undefined ? undefined : required(value, kind, name);
}
