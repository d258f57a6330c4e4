import { Command, InvalidArgumentError } from 'commander';

/** A commander program with the habits of this workspace: wrong options are followed by the help text. */
export function program(name: string, description: string): Command {
  return new Command(name).description(description).showHelpAfterError();
}

/** Ends this process without a complaint when whoever reads its output has gone, as `head` does when it has enough. */
export function endWithReader(): void {
  process.stdout.on('error', () => process.exit());
}

/** A whole number from 0 to 65535; 0 lets the system choose. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('expected a port from 0 to 65535');
  return port;
}

/** A whole number from 1. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count) || count < 1) {
    throw new InvalidArgumentError('expected a whole number from 1');
  }
  return count;
}

/** A number above 0, or `max`, which is Infinity. */
export function parseRate(text: string): number {
  if (text === 'max') return Infinity;
  const rate = Number(text);
  if (!isDecimal(text) || rate <= 0) throw new InvalidArgumentError('expected a number above 0, or max');
  return rate;
}

/** Seconds from 0, as far as a timer of Node can count. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!isDecimal(text) || seconds > 2_000_000) {
    throw new InvalidArgumentError('expected seconds from 0 to 2000000');
  }
  return seconds;
}

function isDecimal(text: string): boolean {
  return /^\d{1,15}(\.\d{1,15})?$/.test(text);
}
