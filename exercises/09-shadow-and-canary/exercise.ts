import type { Exercise } from '../exercise.ts';

export default {
  title: 'Canary and shadow',
  chapter: 'docs/03-serving-models.md',
  minutes: 30,
  difficulty: 'medium',
  files: ['rollOut.ts'],
  hints: [
    'A hash of the record, read as a number from 0 to below 1, is spread like chance and yet the same each time. `node:crypto` has hashes; `JSON.stringify` makes a text of a record.',
    'Four bytes of a SHA-256, `digest().readUInt32BE() / 2 ** 32`, are such a number. It goes to the candidate if it is less than the share: that is right for 0 and 1, too.',
    'In `shadow`, ask the serving model, start the comparison without awaiting it, and return at once what the serving model gave.',
    'An async function that compares turns each failure, even of a candidate that throws at once, into a rejection of one promise: handle it in one place with `catch`.',
  ],
  background: `The key of a record often makes a better hash than its values: all records of a customer then go the same way. Here the key is
the data type, the same for all wines, so lib/serving/lifecycle hashes the values (FNV-1a, which is faster than SHA-256).
Comparing the hash with the share, not the share with a counter, is what lets a canary grow from 1 to 10 to 100 % without
anybody changing sides twice.

A shadow that nobody waits for may fall behind without limit; the workspace's stream waits for it, so that both topics hold the
same records, and pays with its time. What would suit you? docs/lifecycle.md shows both with the headers that ask for them.`,
  starterFails: { check: 'canary: sends the same record the same way', because: /went to the other model/ },
  cheats: [
    { file: 'everyNth.ts', check: 'canary: sends the same record the same way' },
    { file: 'offByOne.ts', check: 'canary: leaves nothing to the other with 0 and 1' },
    { file: 'hashOfTheKey.ts', check: 'canary: sends its share of the records to the candidate' },
    { file: 'hashOfTheShare.ts', check: 'canary: keeps its records when its share grows' },
    { file: 'waitsForTheShadow.ts', check: 'shadow: no failure of the candidate touches the result' },
    { file: 'swallowedError.ts', check: 'shadow: counts comparisons that do not come about' },
    { file: 'noComparison.ts', check: 'shadow: counts how often the candidate says something else' },
  ],
} satisfies Exercise;
