import { expect, test } from 'vitest';
import { commandNames, parseCommand } from './commands.ts';

test('a command is a word, its first letter, a number, or Enter', () => {
  for (const kind of commandNames) {
    expect(parseCommand(kind)).toEqual({ kind });
    expect(parseCommand(` ${kind[0]?.toUpperCase()} `)).toEqual({ kind });
  }
  expect(parseCommand('')).toEqual({ kind: 'check' });
  expect(parseCommand('12')).toEqual({ kind: 'go', number: 12 });
  expect(parseCommand('nxt')).toEqual({ kind: 'unknown', typed: 'nxt' });
});

test('no two commands have the same first letter', () => {
  expect(new Set(commandNames.map(([letter]) => letter)).size).toBe(commandNames.length);
});
