import { Readable } from 'node:stream';
import { defineChecks } from '../checking/index.ts';

type Learner = typeof import('./solution/scan.ts');

export default defineChecks<Learner>({
  'emits the zero, then each accumulation': async ({ scan }, { equal, random }) => {
    const numbers = Array.from({ length: 6 }, () => random.integer(1, 9));
    const sums = Readable.from(numbers).pipe(scan(100, (soFar, n: number) => soFar + n));
    let sum = 100;
    const expected = [sum, ...numbers.map((n) => (sum += n))];
    equal(
      await sums.toArray(),
      expected,
      `The accumulation of ${numbers} from 100: is the zero there, and each sum?`,
    );
  },

  'emits the zero for an empty source': async ({ scan }, { equal }) => {
    const texts = Readable.from([]).pipe(scan('zero', (text, next: string) => text + next));
    equal(await texts.toArray(), ['zero'], 'What comes out before the first element, or when there is none?');
  },

  'fails the stream when the function throws': async ({ scan }, { rejects }) => {
    const failing = Readable.from([1]).pipe(
      scan(0, () => {
        throw new Error('no such sum');
      }),
    );
    await rejects(failing.toArray(), /no such sum/, 'An error that `next` throws must reach the reader.');
  },

  'asks for no more than its reader wants': async ({ scan }, { that }) => {
    let taken = 0;
    const endless = Readable.from(
      (function* () {
        while (taken < 100_000) yield taken++;
      })(),
    );
    for await (const sum of endless.pipe(scan(0, (sum, n: number) => sum + n))) if (sum > 1000) break;
    that(
      taken < 1000,
      `${taken} elements were taken from the source for about 45 sums`,
      'Does something in the stage buffer without a limit?',
    );
  },
});
