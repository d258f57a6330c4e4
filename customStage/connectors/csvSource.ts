import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { WineRecord } from '@kafka-tutorial/proto';
import type { InputRecord, Outlet } from '@kafka-tutorial/serving';
import { parse } from 'csv-parse';

const largestRow = 10_000;

/**
 * The rows of a CSV file as records to score, as if they had come from Kafka: its first line names the columns, which
 * are the fields of a wine; others are left out. Fails with csv-parse's error when the file is not such a one.
 *
 * @param path of the file
 */
export function csvSource(path: string): Outlet<InputRecord> {
  const rows = parse({
    ...{ columns: true, bom: true, max_record_size: largestRow },
    cast: (cell, { header }) => (header ? cell : Number(cell)),
  });
  // Whoever reads the rows is told of the failure of either.
  pipeline(createReadStream(path), rows, () => {});
  return Readable.from(records(path, rows));
}

async function* records(
  path: string,
  rows: AsyncIterable<Record<string, number>>,
): AsyncGenerator<InputRecord> {
  let offset = 0;
  for await (const row of rows) {
    const value = Buffer.from(WineRecord.encode({ ...row, dataType: 'wine' }).finish());
    const timestamp = String(Date.now());
    const message = { key: null, value, offset: String(offset++), timestamp, attributes: 0, headers: {} };
    yield { topic: path, partition: 0, message };
  }
}
