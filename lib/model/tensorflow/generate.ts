import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pbjs from 'protobufjs-cli/pbjs.js';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Generates the codec of graphDef.proto: `graphDef.js` and its types `graphDef.d.ts`.
 *
 * @param directory where the two files are written; it is made if it is missing
 */
export async function generate(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await promisify(pbjs.main)([
    ...['--target', 'static-module', '--wrap', 'esm', '--keep-case', '--force-long', '--dts'],
    ...['--no-verify', '--no-delimited', '--no-typeurl', '--no-service', '--no-create', '--no-convert'],
    ...['--out', join(directory, 'graphDef.js'), join(here, 'graphDef.proto')],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate(join(here, 'generated'));
