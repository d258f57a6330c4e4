import { type Level, pino } from 'pino';
import pretty from 'pino-pretty';

/** What the libraries ask of a logger: pino's methods, with a line of text each. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Makes the logger of a program: lines for people on standard error, coloured on a terminal unless NO_COLOR is set.
 *
 * @param name stands in front of each line
 * @param level the least level that is written; default: LOG_LEVEL, else `info`
 * @throws RangeError when the level has none of pino's names
 */
export function createLogger(name: string, level = process.env.LOG_LEVEL ?? 'info'): Logger {
  if (!levels.includes(level)) {
    throw new RangeError(`LOG_LEVEL is "${level}"; expected one of ${levels.join(', ')}`);
  }
  const colorize = process.stderr.isTTY && !process.env.NO_COLOR;
  const stream = pretty({
    colorize,
    ignore: 'pid,hostname,name',
    messageFormat: '{name}: {msg}',
    translateTime: 'HH:MM:ss',
    destination: 2,
    sync: true,
  });
  return pino({ name, level: level as Level }, stream);
}

/** Writes nothing: for tests. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
