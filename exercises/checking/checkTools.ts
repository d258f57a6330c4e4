import { isDeepStrictEqual } from 'node:util';
import type { Random } from './random.ts';

/** A learner's code did not do what a check expects of it. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
  /** What the learner should look at. */
  readonly look: string;
  readonly expected: unknown;
  readonly actual: unknown;

  constructor(message: string, look: string, compared?: { expected: unknown; actual: unknown }) {
    super(message);
    this.look = look;
    this.expected = compared?.expected;
    this.actual = compared?.actual;
  }
}

/** What a check has at hand. `look` tells the learner where to look when it fails. */
export interface CheckTools {
  readonly random: Random;
  /** Deep equality, as of `assert.deepStrictEqual`. */
  equal<T>(actual: T, expected: T, look: string): void;
  /** A condition that `got` describes, with the figures found. */
  that(condition: boolean, got: string, look: string): void;
  /** The promise rejects with a message that matches. */
  rejects(promise: Promise<unknown>, message: RegExp, look: string): Promise<void>;
  /** What the promise resolves to; fails when it does not settle within the given time. */
  within<T>(promise: Promise<T>, look: string, timeoutMs?: number): Promise<T>;
  /** Waits, polling, until the condition holds; fails after the given time. */
  until(condition: () => boolean | Promise<boolean>, look: string, timeoutMs?: number): Promise<void>;
}

const pollMs = 10;

export function checkTools(random: Random): CheckTools {
  return {
    random,
    equal(actual, expected, look) {
      if (isDeepStrictEqual(actual, expected)) return;
      throw new CheckFailed('the result is not the expected one', look, { expected, actual });
    },
    that(condition, got, look) {
      if (!condition) throw new CheckFailed(got, look);
    },
    async rejects(promise, message, look) {
      const outcome = await promise.then(
        (value) => ({ value }),
        (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
      );
      if ('value' in outcome) {
        const compared = { expected: `an error like ${message}`, actual: outcome.value };
        throw new CheckFailed('no error came', look, compared);
      }
      if (message.test(outcome.error)) return;
      const compared = { expected: `an error like ${message}`, actual: outcome.error };
      throw new CheckFailed('another error came', look, compared);
    },
    async within(promise, look, timeoutMs = 5000) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        const failure = new CheckFailed(`it did not end within ${timeoutMs / 1000} s`, look);
        timer = setTimeout(() => reject(failure), timeoutMs);
      });
      return Promise.race([promise, late]).finally(() => clearTimeout(timer));
    },
    async until(condition, look, timeoutMs = 5000) {
      const end = Date.now() + timeoutMs;
      while (!(await condition())) {
        if (Date.now() > end) throw new CheckFailed(`it did not happen within ${timeoutMs / 1000} s`, look);
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
    },
  };
}
