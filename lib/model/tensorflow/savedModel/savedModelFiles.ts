import { ModelError } from '../../errors.ts';

/** The files of a SavedModel that are read. */
export interface SavedModelFiles {
  /** `saved_model.pb` */
  readonly model: Uint8Array;
  /** `variables/variables.index`; a model without variables has none. */
  readonly index: Uint8Array | undefined;
  /** `variables/variables.data-00000-of-00001` and its like. */
  shard(index: number, count: number): Uint8Array | undefined;
  /** Class labels, a line each, of `assets/labels.txt`. */
  readonly labels: readonly string[] | undefined;
}

/**
 * Finds a SavedModel among files: at their top or in one folder below.
 *
 * @param files content by path
 * @throws ModelError MODEL_CORRUPT when there is none, or several
 */
export function savedModelFiles(files: ReadonlyMap<string, Uint8Array>): SavedModelFiles {
  const name = 'saved_model.pb';
  const found = [...files.keys()].filter((path) => path === name || path.endsWith(`/${name}`));
  const [path] = found;
  if (path === undefined || found.length > 1) {
    throw new ModelError(
      'MODEL_CORRUPT',
      `The archive has ${found.length} files ${name}; a SavedModel has one.`,
      {
        hint: 'Send a tar of the directory of one SavedModel: tar -cf model.tar -C DIRECTORY .',
      },
    );
  }
  const folder = path.slice(0, -name.length);
  const file = (below: string) => files.get(folder + below);
  const labels = file('assets/labels.txt');
  const digits = (value: number) => String(value).padStart(5, '0');
  return {
    model: file(name) as Uint8Array,
    index: file('variables/variables.index'),
    shard: (index, count) => file(`variables/variables.data-${digits(index)}-of-${digits(count)}`),
    labels: labels && Buffer.from(labels).toString().trimEnd().split(/\r?\n/),
  };
}
