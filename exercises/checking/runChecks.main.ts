import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { CheckFailed, checkTools } from './checkTools.ts';
import type { Checks } from './defineChecks.ts';
import { seededRandom } from './random.ts';
import { type CheckReport, type Failure, importing } from './report.ts';

// Started by checkAnswers: the module with the checks, the seed, whether a slow failure is the last, and answers' files.
const [checksPath = '', seed = '', slowIsLast = '', ...answers] = process.argv.slice(2);
const checkLimitMs = 15_000;
// Shorter than what a check waits for in vain.
const slowMs = 4_000;
const aliveMs = 500;
const thrown = 'Your code, or something that it called, threw this.';
const notExported = 'Does the file export it, by this name?';
const notTypeScript =
  'Here it stops being TypeScript; the mistake may be a bit before. Your editor shows it, too.';
let running = importing;

const report = (message: CheckReport) =>
  new Promise<void>((resolve) => {
    if (!process.connected) return resolve();
    process.send?.(message, undefined, undefined, () => resolve());
  });

// The parent takes silence for a loop without end.
setInterval(() => void report({ kind: 'alive' }), aliveMs).unref();
process.once('disconnect', () => process.exit());
process.on('uncaughtException', (error, origin) => {
  const look =
    origin === 'unhandledRejection'
      ? 'A promise failed, and nobody waits for it. Is an `await` missing?'
      : 'Nobody caught this error: where does it come from?';
  const failure = { ...describe(error), look };
  void report({ kind: 'failed', check: running, failure }).finally(() => process.exit(1));
});

for (const [index, answer] of answers.entries()) await run(answer, index);
// Learners' timers and sockets may be open still: the parent has all it needs.
process.exit();

async function run(answer: string, index: number): Promise<void> {
  let learner: unknown;
  let checks: Checks<unknown>;
  running = importing;
  try {
    // Each answer meets checks that no other one has touched.
    checks = (await import(`${pathToFileURL(checksPath).href}?answer=${index}`)).default;
    await report({ kind: 'begun', checks: Object.keys(checks) });
    learner = await within(import(pathToFileURL(answer).href));
  } catch (error) {
    await report({ kind: 'failed', check: importing, failure: describe(error) });
    return report({ kind: 'done' });
  }
  for (const [check, demand] of Object.entries(checks)) {
    running = check;
    const begun = performance.now();
    await report({ kind: 'started', check });
    try {
      await within(Promise.resolve(demand(learner, checkTools(seededRandom(Number(seed))))));
      await report({ kind: 'passed', check });
    } catch (error) {
      await report({ kind: 'failed', check, failure: describe(error, learner) });
      if (slowIsLast === 'true' && performance.now() - begun > slowMs) break;
    }
  }
  return report({ kind: 'done' });
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new CheckFailed(`it did not end within ${checkLimitMs / 1000} s`, 'What does your code wait for?'),
      );
    }, checkLimitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function describe(error: unknown, learner: unknown = {}): Failure {
  if (error instanceof CheckFailed) {
    const { message, look, expected, actual } = error;
    if (expected === undefined && actual === undefined) return { message, look };
    return { message, look, expected: print(expected), actual: print(actual) };
  }
  if (!(error instanceof Error)) return { message: String(error), look: thrown };
  const { name, message, stack } = error;
  if (name === 'TransformError') return { message, look: notTypeScript, stack };
  return { message, look: lacksExport(error, Object(learner)) ? notExported : thrown, stack };
}

/** Whether a check, and not the learner, has called something that the learner's file does not export. */
function lacksExport({ message, stack = '' }: Error, learner: object): boolean {
  const [, called] = /(\w+) is not a (?:function|constructor)$/.exec(message) ?? [];
  const frame = stack.split('\n').find((line) => /^\s+at /.test(line));
  return called !== undefined && !(called in learner) && Boolean(frame?.includes(checksPath));
}

function print(value: unknown): string {
  return inspect(value, {
    depth: 6,
    compact: true,
    breakLength: 70,
    maxArrayLength: 40,
    maxStringLength: 400,
  });
}
