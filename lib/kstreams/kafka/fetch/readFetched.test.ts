import { describe, expect, it } from 'vitest';
import { Headers } from '../../processor/headers.ts';
import { RecordBatchWriter } from '../records/recordBatchWriter.ts';
import type { FetchedBytes } from './fetchRequest.ts';
import { readFetched } from './readFetched.ts';

interface Batch {
  readonly offset: number;
  readonly values: readonly string[];
  readonly producerId?: bigint;
  readonly flags?: number;
}

const transactional = 0x10;
const control = 0x30;
const lz4 = 0x03;

/** A batch as brokers give it out. */
function batch({ offset, values, producerId = -1n, flags = 0 }: Batch): Buffer {
  const writer = new RecordBatchWriter();
  for (const value of values) writer.append(0, null, Buffer.from(value), Headers.none);
  const bytes = Buffer.from(writer.finish({ id: producerId, epoch: 0 }, 0));
  bytes.writeBigInt64BE(BigInt(offset), 0);
  bytes.writeInt16BE(flags, 21);
  return bytes;
}

function fetched(batches: readonly Batch[], rest: Partial<FetchedBytes> = {}): FetchedBytes {
  return {
    ...{ topic: 't', partition: 1, errorCode: 0, lastStableOffset: 100, abortedTransactions: [] },
    records: Buffer.concat(batches.map(batch)),
    ...rest,
  };
}

const values = (result: ReturnType<typeof readFetched>) =>
  result?.records.map(({ offset, value }) => `${offset} ${value}`);

describe('readFetched', () => {
  it('gives records from the offset on, also from the middle of a batch, and where to read on', () => {
    const both = fetched([
      { offset: 5, values: ['a', 'b', 'c'] },
      { offset: 8, values: ['d'] },
    ]);
    const result = readFetched(both, 6);
    expect(values(result)).toEqual(['6 b', '7 c', '8 d']);
    expect(result).toMatchObject({ topic: 't', partition: 1, nextOffset: 9, isHollow: false });
  });

  it('leaves out markers and what was aborted, and reads on behind them', () => {
    const mixed = fetched(
      [
        { offset: 0, values: ['kept'], producerId: 1n, flags: transactional },
        { offset: 1, values: ['aborted'], producerId: 2n, flags: transactional },
        { offset: 2, values: ['plain'], producerId: 2n },
        { offset: 3, values: ['marker'], producerId: 2n, flags: control },
        { offset: 4, values: ['later'], producerId: 2n, flags: transactional },
        { offset: 5, values: ['aborted'], producerId: 1n, flags: transactional },
        { offset: 6, values: ['marker'], producerId: 1n, flags: control },
      ],
      {
        abortedTransactions: [
          { producerId: 1n, firstOffset: 5 },
          { producerId: 2n, firstOffset: 1 },
        ],
      },
    );
    const result = readFetched(mixed, 0);
    expect(values(result)).toEqual(['0 kept', '2 plain', '4 later']);
    expect(result?.nextOffset).toBe(7);
  });

  it('reads on behind a batch that compaction has emptied', () => {
    const emptied = batch({ offset: 3, values: [] });
    emptied.writeInt32BE(6, 23);
    const result = readFetched(fetched([], { records: emptied }), 3);
    expect(result).toMatchObject({ records: [], nextOffset: 10, isHollow: false });
  });

  it('tells whether there should have been something', () => {
    expect(readFetched(fetched([]), 99)).toMatchObject({ nextOffset: 99, isHollow: true });
    expect(readFetched(fetched([]), 100)).toMatchObject({ nextOffset: 100, isHollow: false });
  });

  it('leaves errors and other compressions to others', () => {
    expect(readFetched(fetched([{ offset: 0, values: ['a'] }], { errorCode: 1 }), 0)).toBeUndefined();
    expect(readFetched(fetched([{ offset: 0, values: ['a'], flags: lz4 }]), 0)).toBeUndefined();
  });
});
