import { Command, InvalidArgumentError } from 'commander';

/** A commander program with the habits of this workspace: wrong options are followed by the help text. */
export function program(name: string, description: string): Command {
  return new Command(name).description(description).showHelpAfterError();
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
