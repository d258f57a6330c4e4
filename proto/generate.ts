import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pbjs from 'protobufjs-cli/pbjs.js';

const here = dirname(fileURLToPath(import.meta.url));

const messages = ['modeldescriptor.proto', 'winerecord.proto', 'penguinrecord.proto', 'scoredrecord.proto'];

/**
 * Generates the codecs of all messages: `messages.js` and its types `messages.d.ts`.
 *
 * @param directory where the two files are written; it is made if it is missing
 * @throws Error of protobufjs when a .proto file does not parse
 */
export async function generate(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await promisify(pbjs.main)([
    ...['--target', 'static-module', '--wrap', 'esm', '--keep-case', '--dts'],
    ...['--no-verify', '--no-delimited', '--no-typeurl', '--no-service', '--no-create', '--no-convert'],
    ...['--out', join(directory, 'messages.js')],
    ...messages.map((name) => join(here, name)),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate(join(here, 'generated'));
