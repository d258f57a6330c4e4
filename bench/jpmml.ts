import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const project = fileURLToPath(new URL('jpmml/', import.meta.url));
const wines = fileURLToPath(new URL('../data/wine/winequality_red.csv', import.meta.url));

/**
 * Microseconds a record that JPMML takes for PMML files, by their name; undefined where Maven or Java are not there, or
 * JPMML cannot be had.
 */
export async function jpmmlMicros(
  models: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, number> | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'jpmml-'));
  try {
    const paths = new Map<string, string>();
    for (const [name, bytes] of models) {
      const path = join(folder, `${paths.size}.pmml`);
      await writeFile(path, bytes);
      paths.set(name, path);
    }
    const args = `-Dexec.args=${[wines, ...paths.values()].join(' ')}`;
    const { stdout } = await promisify(execFile)('mvn', ['-q', 'compile', 'exec:java', args], {
      cwd: project,
    });
    const micros = new Map(
      [...stdout.matchAll(/^(\S+\.pmml) ([\d.]+)$/gm)].map(([, path, value]) => [path, Number(value)]),
    );
    return new Map(
      [...paths].flatMap(([name, path]) => (micros.has(path) ? [[name, micros.get(path) as number]] : [])),
    );
  } catch (error) {
    console.log(`without JPMML: ${(error as Error).message.split('\n', 1)[0]}`);
    return undefined;
  } finally {
    await rm(folder, { recursive: true });
  }
}
