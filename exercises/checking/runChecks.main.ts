import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { CheckFailed, checkTools } from './checkTools.ts';
import type { Checks } from './defineChecks.ts';
import { seededRandom } from './random.ts';
import type { CheckReport, Failure } from './report.ts';

// Started by checkAnswer: the module with the checks, the learner's file, the seed.
const [checksPath = '', answerPath = '', seed = ''] = process.argv.slice(2);
const checkLimitMs = 15_000;
const report = (message: CheckReport) =>
  new Promise<void>((resolve) => process.send?.(message, undefined, undefined, () => resolve()));

const importing = 'the file can be imported';
// Learners' timers and sockets may be open still: the parent has all it needs.
await run().finally(() => process.exit());

async function run(): Promise<void> {
  let learner: unknown;
  let checks: Checks<unknown>;
  try {
    checks = (await import(pathToFileURL(checksPath).href)).default;
    await report({ kind: 'started', check: importing });
    learner = await import(pathToFileURL(answerPath).href);
  } catch (error) {
    return report({ kind: 'failed', check: importing, failure: describe(error) });
  }
  for (const [check, demand] of Object.entries(checks)) {
    await report({ kind: 'started', check });
    try {
      await within(Promise.resolve(demand(learner, checkTools(seededRandom(Number(seed))))));
      await report({ kind: 'passed', check });
    } catch (error) {
      await report({ kind: 'failed', check, failure: describe(error) });
    }
  }
  await report({ kind: 'done' });
}

async function within(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new CheckFailed(`it did not end within ${checkLimitMs / 1000} s`, 'What does your code wait for?'),
      );
    }, checkLimitMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function describe(error: unknown): Failure {
  if (error instanceof CheckFailed) {
    const { message, look, expected, actual } = error;
    if (expected === undefined && actual === undefined) return { message, look };
    return { message, look, expected: print(expected), actual: print(actual) };
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  return { message, look: 'Your code, or something that it called, threw this.', stack };
}

function print(value: unknown): string {
  return inspect(value, { depth: 6, breakLength: 100, maxArrayLength: 40, maxStringLength: 400 });
}
