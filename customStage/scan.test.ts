import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { scan } from './scan.ts';

describe('scan', () => {
  it('emits the zero and then each accumulation: factorials', async () => {
    const factorials = Readable.from([1, 2, 3, 4, 5]).pipe(
      scan(1n, (product, n: number) => product * BigInt(n)),
    );
    expect(await factorials.toArray()).toEqual([1n, 1n, 2n, 6n, 24n, 120n]);
  });

  it('emits the zero for an empty source', async () => {
    expect(
      await Readable.from([])
        .pipe(scan('', (text, next: string) => text + next))
        .toArray(),
    ).toEqual(['']);
  });

  it('fails the stream when the function throws', async () => {
    const failing = Readable.from([1]).pipe(
      scan(0, () => {
        throw new Error('no such sum');
      }),
    );
    await expect(failing.toArray()).rejects.toThrow('no such sum');
  });

  it('asks for no more than its reader wants', async () => {
    let taken = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) yield taken++;
      })(),
    );
    const sums = endless.pipe(scan(0, (sum, n: number) => sum + n));
    for await (const sum of sums) if (sum > 1000) break;
    expect(taken).toBeLessThan(200);
  });
});
