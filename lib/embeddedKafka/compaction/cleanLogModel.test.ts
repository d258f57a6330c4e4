import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../clock.ts';
import { MemoryFiles } from '../log/memoryFiles.ts';
import { batchOf, openTestLog } from '../log/testLog.ts';
import { clean, committedRecords, tableOf } from './testCleaning.ts';

const config = {
  compacted: true,
  deleted: false,
  segmentBytes: 400,
  minCleanableDirtyRatio: 0,
  deleteRetentionMs: 10,
};

type Step =
  | { do: 'put'; keys: number[]; isDeleted: boolean }
  | { do: 'transaction'; keys: number[]; isCommitted: boolean }
  | { do: 'clean'; keysInPass: number }
  | { do: 'reopen' };

const keys = fc.array(fc.nat(5), { minLength: 1, maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), keys, isDeleted: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('transaction' as const), keys, isCommitted: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('clean' as const), keysInPass: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
);

describe('compaction against a table', () => {
  it('never changes what a table made of the log holds, nor the offset of a record', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const files = new MemoryFiles();
        const clock = new SimulatedClock(1_000);
        let log = openTestLog({ files, clock, config });
        let sequence = 0;
        const table = new Map<string, string>();
        const written = new Map<bigint, string>();
        const write = (
          numbers: readonly number[],
          isDeleted: boolean,
          isCommitted: boolean,
          producer: object = {},
        ) => {
          const first = log.endOffset;
          const records = numbers.map((key, i) => ({
            key: Buffer.from(`k${key}`),
            value: isDeleted ? null : Buffer.from(`${first + BigInt(i)}`),
          }));
          log.append(batchOf([], { records, timestamp: BigInt(clock.now()), ...producer }));
          for (const [i, { key, value }] of records.entries()) {
            written.set(first + BigInt(i), `${key}=${value}`);
            if (!isCommitted) continue;
            if (value === null) table.delete(`${key}`);
            else table.set(`${key}`, `${value}`);
          }
        };
        for (const each of steps) {
          clock.advance(3);
          if (each.do === 'put') write(each.keys, each.isDeleted, true);
          if (each.do === 'transaction') {
            const producer = { producerId: 1n, producerEpoch: 0 };
            write(each.keys, false, each.isCommitted, {
              ...producer,
              baseSequence: sequence,
              isTransactional: true,
            });
            sequence += each.keys.length;
            log.appendMarker({ ...producer, type: each.isCommitted ? 'commit' : 'abort' });
          }
          if (each.do === 'clean') clean(log, clock.now(), each.keysInPass);
          if (each.do === 'reopen') log = openTestLog({ files, clock, config });
          const records = committedRecords(log);
          expect(tableOf(records)).toEqual(table);
          for (const { offset, key, value } of records) expect(`${key}=${value}`).toBe(written.get(offset));
        }
      }),
      { numRuns: 150 },
    );
  });
});
