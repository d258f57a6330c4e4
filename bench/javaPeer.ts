import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tutorialDirectory } from '@kafka-tutorial/kafka';
import type { Program } from './programRun.ts';

const pom = fileURLToPath(new URL('java/pom.xml', import.meta.url));

/**
 * Java's Kafka Streams with the same topologies. Maven builds it below the tutorial's directory and fetches what it
 * needs from its registry.
 *
 * @returns why it cannot be had when it cannot
 */
export function javaPeer(): Program | { readonly missing: string } {
  for (const tool of ['java', 'mvn']) {
    if (spawnSync(tool, ['-version'], { stdio: 'ignore' }).status !== 0) {
      return { missing: `there is no ${tool} on the PATH` };
    }
  }
  const directory = join(tutorialDirectory(process.env), 'bench-java');
  const classpath = join(directory, 'classpath.txt');
  mkdirSync(directory, { recursive: true });
  const built = spawnSync(
    'mvn',
    [
      ...['-q', '-B', '-f', pom, `-DbuildDirectory=${directory}`],
      ...['compile', 'dependency:build-classpath', `-Dmdep.outputFile=${classpath}`],
    ],
    { encoding: 'utf8' },
  );
  if (built.status !== 0) return { missing: `Maven failed: ${built.stdout.trim()}` };
  const path = `${join(directory, 'classes')}:${readFileSync(classpath, 'utf8').trim()}`;
  return { command: 'java', args: ['-Xmx2g', '-cp', path, 'KafkaStreamsBench'] };
}
