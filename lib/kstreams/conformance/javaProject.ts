import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const pom = fileURLToPath(new URL('java/pom.xml', import.meta.url));
const run = promisify(execFile);

/** Why Java's Kafka Streams cannot run on this machine; undefined: nothing is missing but perhaps its jars. */
export function whyNoJava(): string | undefined {
  for (const [program, argument] of [
    ['java', '-version'],
    ['mvn', '-version'],
  ] as const) {
    if (spawnSync(program, [argument]).status !== 0) return `${program} is not installed`;
  }
}

/**
 * Compiles the project in `java/`.
 *
 * @param dir where everything goes that comes of it
 * @returns the class path; undefined when Maven has not got the jars
 */
export async function buildJavaProject(dir: string): Promise<string | undefined> {
  const jars = join(dir, 'jars');
  const options = [`-DbuildDirectory=${dir}`, `-Dmdep.outputFile=${jars}`];
  try {
    await run('mvn', ['-q', '-B', '-f', pom, 'dependency:build-classpath', ...options]);
  } catch {
    return undefined;
  }
  await run('mvn', ['-q', '-B', '-f', pom, 'compile', ...options]);
  return [join(dir, 'classes'), (await readFile(jars, 'utf8')).trim()].join(delimiter);
}
