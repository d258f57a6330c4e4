import { describeError } from './codedError.ts';
import type { Logger } from './logger.ts';

/** What a running program may say of its own end. */
export interface Run {
  /** Something was opened: closes it when the program ends. What was opened last is closed first. */
  onStop(close: () => Promise<unknown>): void;
  /** Ends the program in good order, as a first signal would. */
  stop(reason: string, exitCode?: number): void;
}

// A terminal sends Ctrl-C to npm and to the program, and npm passes its own on: both arrive within milliseconds.
const sameKeyPressMs = 500;

/**
 * Runs a program until a signal comes or it stops itself, and exits the process. It stops on SIGINT, SIGTERM, SIGHUP,
 * when the parent that spawned it with an IPC channel is gone, or whoever reads its output, as `head` when it has enough:
 * all that was opened is closed, exit code 0. A second signal, or closing that takes longer than the limit, exits at once
 * with 1; so does a start that fails, after closing.
 *
 * @param start opens what the program needs and returns; the program runs on what it opened
 * @param limitMs how long closing may take, milliseconds
 */
export async function runProgram(
  logger: Logger,
  start: (run: Run) => Promise<void>,
  limitMs = 5_000,
): Promise<void> {
  const closers: (() => Promise<unknown>)[] = [];
  let stoppingSince: number | undefined;

  const run: Run = {
    onStop: (close) => void closers.push(close),
    stop(reason, exitCode = 0) {
      if (stoppingSince !== undefined) return;
      stoppingSince = Date.now();
      logger.info(`${reason}: stopping`);
      setTimeout(() => {
        logger.error(`not stopped after ${limitMs / 1000} s: leaving at once`);
        process.exit(1);
      }, limitMs).unref();
      closeAll(closers).then(
        () => process.exit(exitCode),
        (error: unknown) => {
          logger.error(`while stopping: ${describeError(error)}`);
          process.exit(1);
        },
      );
    },
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stoppingSince === undefined) return run.stop(signal);
      if (Date.now() - stoppingSince < sameKeyPressMs) return;
      logger.warn(`${signal} again: leaving at once`);
      process.exit(1);
    });
  }
  process.stdout.on('error', () => run.stop('nobody reads on'));
  if (process.channel) process.on('disconnect', () => run.stop('parent gone'));
  try {
    await start(run);
  } catch (error) {
    logger.error(describeError(error));
    run.stop('start failed', 1);
  }
}

async function closeAll(closers: (() => Promise<unknown>)[]): Promise<void> {
  for (let close = closers.pop(); close; close = closers.pop()) await close();
}
