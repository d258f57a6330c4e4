import { describe, expect, it, vi } from 'vitest';
import { manifest } from './manifest.ts';
import { inParallel } from './runner/inParallel.ts';
import { verify } from './verify.ts';

// The last one waits for all the others, on machines that have other things to do as well.
vi.setConfig({ testTimeout: 300_000 });

const verified = inParallel(manifest, (entry) => verify(entry));

describe('the two-way gate', () => {
  it.each(manifest.map(({ folder }, index) => [folder, index] as const))('%s', async (_, index) => {
    expect(await verified[index]).toEqual([]);
  });
});
