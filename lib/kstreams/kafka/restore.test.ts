import { describe, expect, it } from 'vitest';
import { Headers } from '../processor/headers.ts';
import type { Fetched, Position } from './partitionReader.ts';
import { restoreAll } from './restore.ts';

const changelog = { topic: 'log', partition: 0 };

/** A changelog with records at these offsets, of which each fetch brings two. */
function logOf({ offsets, beginning = 0, end }: { offsets: number[]; beginning?: number; end: number }) {
  return {
    beginnings: async () => new Map([['log-0', beginning]]),
    ends: async () => new Map([['log-0', end]]),
    async fetch(positions: readonly Position[]): Promise<Fetched[]> {
      return positions.map(({ offset }) => {
        const found = offsets.filter((other) => other >= offset).slice(0, 2);
        const records = found.map((at) => ({
          ...changelog,
          offset: at,
          timestamp: at,
          key: Buffer.from(`${at}`),
          value: null,
          headers: Headers.none,
        }));
        const nextOffset = (found.at(-1) ?? offset - 1) + 1;
        return { ...changelog, records, nextOffset, isHollow: found.length === 0 && offset < end };
      });
    },
  };
}

async function restored(log: ReturnType<typeof logOf>, end?: number) {
  const applied: number[] = [];
  const told: unknown[] = [];
  await restoreAll(
    [{ ...changelog, store: 's', end, apply: ({ offset }) => applied.push(offset) }],
    log,
    {
      onRestoreStart: (_changelog, store, from, to) => told.push(['start', store, from, to]),
      onBatchRestored: (_changelog, store, last, count) => told.push(['batch', store, last, count]),
      onRestoreEnd: (_changelog, store, total) => told.push(['end', store, total]),
    },
    new AbortController().signal,
  );
  return { applied, told };
}

describe('restoreAll', () => {
  it('puts every record back and tells how it goes', async () => {
    const { applied, told } = await restored(logOf({ offsets: [0, 1, 2], end: 3 }));
    expect(applied).toEqual([0, 1, 2]);
    expect(told).toEqual([
      ['start', 's', 0, 3],
      ['batch', 's', 1, 2],
      ['batch', 's', 2, 1],
      ['end', 's', 3],
    ]);
  });

  it('has nothing to wait for when the changelog is empty, or all of it was deleted', async () => {
    for (const log of [logOf({ offsets: [], end: 0 }), logOf({ offsets: [], beginning: 9, end: 9 })]) {
      expect((await restored(log)).told.at(-1)).toEqual(['end', 's', 0]);
    }
  });

  it('is complete when compaction has left nothing but empty batches at the end', async () => {
    const { applied } = await restored(logOf({ offsets: [0, 4], end: 10 }));
    expect(applied).toEqual([0, 4]);
  });

  it('stops where it is told to', async () => {
    const { applied } = await restored(logOf({ offsets: [0, 1, 2, 3, 4], end: 5 }), 3);
    expect(applied).toEqual([0, 1, 2]);
  });

  it('ends when it is aborted', async () => {
    const abort = new AbortController();
    const log = {
      ...logOf({ offsets: [], end: 5 }),
      fetch: async () => {
        abort.abort(new Error('enough'));
        return [];
      },
    };
    const restoration = { ...changelog, store: 's', end: undefined, apply: () => {} };
    await expect(restoreAll([restoration], log, {}, abort.signal)).rejects.toThrow('enough');
  });
});
