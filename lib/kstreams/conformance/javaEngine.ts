import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { AppOptions, Engine, RunningApp } from './engine.ts';

const startMs = 60_000;
/** For a quick start, and quiet. */
const jvmOptions = ['-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'];

/** Java's Kafka Streams, in a process of its own: see Interop.java. */
export function javaEngine(classPath: string): Engine {
  return {
    name: 'Java',

    async start(options: AppOptions): Promise<RunningApp> {
      const parameters = Object.entries(options).map(([name, value]) => `${name}=${value}`);
      const child = spawn('java', ['-cp', classPath, ...jvmOptions, 'Interop', ...parameters], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      const restored = new Map<string, number>();
      let description = '';
      try {
        await new Promise<void>((resolve, reject) => {
          setTimeout(reject, startMs, new Error(`Java is not RUNNING after ${startMs} ms.`)).unref();
          child.on('error', reject);
          child.on('exit', (code) => reject(new Error(`Java ended with ${code} before it was RUNNING.`)));
          createInterface({ input: child.stdout }).on('line', (line) => {
            const [, word, what = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
            if (word === 'DESCRIBE') description = what.replaceAll('|', '\n');
            if (word === 'RESTORED') noteRestored(restored, what);
            if (word === 'STATE' && what === 'RUNNING') resolve();
          });
        });
      } catch (error) {
        child.kill('SIGKILL');
        throw error;
      }
      return {
        description,
        restored,
        async stop() {
          child.stdin.end();
          const [code] = await exited;
          if (code !== 0) throw new Error(`Java ended with ${code}.`);
        },
      };
    },
  };
}

/** Of the form `topic-3 17`. */
function noteRestored(restored: Map<string, number>, what: string): void {
  const [changelog = '', count] = what.split(' ');
  restored.set(changelog, Number(count));
}
