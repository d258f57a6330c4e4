import { readFileSync } from 'node:fs';
import { Headers } from '../../processor/headers.ts';

type Hex = string | null;

interface RecordedBatch {
  readonly name: string;
  readonly gzip: boolean;
  readonly producerId: string;
  readonly epoch: number;
  readonly sequence: number;
  readonly records: readonly {
    readonly timestamp: number;
    readonly key: Hex;
    readonly value: Hex;
    readonly headers: readonly { readonly name: string; readonly value: Hex }[];
  }[];
  readonly hex: string;
}

const recorded = JSON.parse(
  readFileSync(new URL('../../fixtures/records/recordBatches.json', import.meta.url), 'utf8'),
) as { batches: RecordedBatch[]; keys: { hex: string; murmur2: number }[] };

const bytes = (hex: Hex) => (hex === null ? null : Buffer.from(hex, 'hex'));

/** What Java's producer made of records, and the records; see fixtures/records. */
export const javaBatches = recorded.batches.map(({ producerId, records, hex, ...batch }) => ({
  ...batch,
  identity: { id: BigInt(producerId), epoch: batch.epoch },
  bytes: Buffer.from(hex, 'hex'),
  records: records.map(({ timestamp, key, value, headers }) => ({
    ...{ timestamp, key: bytes(key), value: bytes(value) },
    headers: Headers.of(headers.map((header) => ({ name: header.name, value: bytes(header.value) }))),
  })),
}));

/** How Java's client hashes keys. */
export const javaHashes = recorded.keys.map(({ hex, murmur2 }) => ({
  key: Buffer.from(hex, 'hex'),
  murmur2,
}));
