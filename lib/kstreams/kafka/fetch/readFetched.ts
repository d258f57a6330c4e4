import type { RawRecord } from '../../runtime/records.ts';
import type { Fetched } from '../partitionReader.ts';
import { type RecordBatchReader, readBatches } from '../records/recordBatchReader.ts';
import type { FetchedBytes } from './fetchRequest.ts';

/**
 * The committed records of what was fetched from an offset; a batch comes whole, also when that is in the middle of it.
 *
 * @returns undefined for an error, or what cannot be read here
 * @throws KStreamsError ANSWER_CORRUPT
 */
export function readFetched(fetched: FetchedBytes, from: number): Fetched | undefined {
  const { topic, partition, errorCode, lastStableOffset } = fetched;
  const batches = errorCode === 0 ? readBatches(fetched.records) : undefined;
  if (batches === undefined) return undefined;
  const records: RawRecord[] = [];
  for (const batch of committed(batches, fetched)) {
    for (const record of batch.records(fetched)) if (record.offset >= from) records.push(record);
  }
  const last = batches.at(-1);
  return {
    ...{ topic, partition, records },
    nextOffset: last === undefined ? from : Math.max(from, last.lastOffset + 1),
    isHollow: last === undefined && lastStableOffset > from,
  };
}

/** Without the markers that end transactions, and without the batches of those that were aborted. */
function* committed(
  batches: readonly RecordBatchReader[],
  { abortedTransactions }: FetchedBytes,
): Generator<RecordBatchReader> {
  const begins = [...abortedTransactions].sort((a, b) => a.firstOffset - b.firstOffset);
  const aborting = new Set<bigint>();
  for (const batch of batches) {
    for (
      let begin = begins[0];
      begin !== undefined && begin.firstOffset <= batch.lastOffset;
      begin = begins[0]
    ) {
      aborting.add(begin.producerId);
      begins.shift();
    }
    if (batch.isControl) aborting.delete(batch.producerId);
    else if (!batch.isTransactional || !aborting.has(batch.producerId)) yield batch;
  }
}
