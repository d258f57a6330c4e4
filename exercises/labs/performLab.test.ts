import { expect, test } from 'vitest';
import type { Lab } from './lab.ts';
import { performLab } from './performLab.ts';

const lab: Lab = {
  name: 'cut-rope',
  title: 'A cut rope',
  chapter: 'docs/12-production.md',
  story: 'Somebody hangs on a rope,\nand somebody else has scissors.',
  question: 'What falls?',
  choices: { a: 'The one who hangs on the rope.', b: 'Nobody.' },
  answer: 'a',
  run: async (say) => {
    say('cutting');
    return { choice: 'a', report: 'fallen  1', because: 'A rope holds only\nwhile it is whole.' };
  },
};

test('a lab asks before it breaks something, and wraps its text to the width', async () => {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const predict = async () => {
    print('?');
    return 'b';
  };
  expect(await performLab(lab, { print, width: 24, predict })).toBe('a');
  expect(printed.join('\n')).toBe(
    `A cut rope (docs/12-production.md)

Somebody hangs on a
rope, and somebody else
has scissors.

What falls?
  a  The one who hangs
     on the rope.
  b  Nobody.

?

… cutting

fallen  1

You predicted b: Nobody.
It happened   a: The one
              who hangs
              on the
              rope.

A rope holds only while
it is whole.`,
  );
});
