import { describeError } from './codedError.ts';
import type { Logger } from './logger.ts';

/** Runs the stop function and ends the process, as the first signal would. */
export type Shutdown = (reason: string, exitCode?: number) => void;

// A terminal sends Ctrl-C to npm and to the program, and npm passes its own on: both arrive within milliseconds.
const sameKeyPressMs = 500;

/**
 * Ends the process in good order on SIGINT, SIGTERM, SIGHUP, or when the parent that spawned it with an IPC channel is gone.
 * The first signal runs `stop` and exits with 0; a second one, or `stop` taking longer than the limit, exits at once with 1.
 *
 * @param stop drains and closes everything the program opened
 * @param limitMs how long `stop` may take, milliseconds
 */
export function shutdownOnSignals(stop: () => Promise<void>, logger: Logger, limitMs = 5_000): Shutdown {
  let stoppingSince: number | undefined;

  const shutdown: Shutdown = (reason, exitCode = 0) => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince < sameKeyPressMs) return;
      logger.warn(`${reason} again: leaving at once`);
      process.exit(1);
    }
    stoppingSince = Date.now();
    logger.info(`${reason}: stopping`);
    setTimeout(() => {
      logger.error(`not stopped after ${limitMs / 1000} s: leaving at once`);
      process.exit(1);
    }, limitMs).unref();
    stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        logger.error(`while stopping: ${describeError(error)}`);
        process.exit(1);
      },
    );
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => shutdown(signal));
  if (process.channel) process.on('disconnect', () => shutdown('parent gone'));
  return shutdown;
}
