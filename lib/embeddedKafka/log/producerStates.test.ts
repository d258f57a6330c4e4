import { describe, expect, it } from 'vitest';
import type { KafkaErrorName } from '../protocol/errors.ts';
import { RecordBatch } from '../records/recordBatch.ts';
import { decodeSnapshot, encodeSnapshot } from './producerSnapshot.ts';
import { ProducerStates } from './producerStates.ts';
import { batchOf } from './testLog.ts';

const maxSequence = 0x7fff_ffff;
const day = 24 * 60 * 60 * 1000;

interface Sent {
  sequence: number;
  count?: number;
  epoch?: number;
  producerId?: bigint;
}

let nextOffset = 0n;

function batch({ sequence, count = 1, epoch = 0, producerId = 7n }: Sent): RecordBatch {
  const values = Array.from({ length: count }, () => 'v');
  const made = new RecordBatch(batchOf(values, { producerId, producerEpoch: epoch, baseSequence: sequence }));
  made.assign(nextOffset, 0);
  nextOffset += BigInt(count);
  return made;
}

/** What becomes of each batch: its offset in the log, or the error. */
function send(states: ProducerStates, sent: Sent[], now = 0): (bigint | KafkaErrorName)[] {
  return sent.map((each) => {
    const made = batch(each);
    try {
      const decision = states.decide([made], now);
      if (decision.duplicateOf !== undefined) return decision.duplicateOf.baseOffset;
      states.apply(decision.entries);
      return made.baseOffset;
    } catch (error) {
      return (error as { error: KafkaErrorName }).error;
    }
  });
}

function fresh(): ProducerStates {
  nextOffset = 0n;
  return new ProducerStates();
}

const cases: [string, Sent[], (bigint | KafkaErrorName)[]][] = [
  ['sequences that follow', [{ sequence: 0, count: 3 }, { sequence: 3 }], [0n, 3n]],
  ['any sequence of an unknown producer', [{ sequence: 40 }, { sequence: 41 }], [0n, 1n]],
  ['a repeated batch', [{ sequence: 0 }, { sequence: 1 }, { sequence: 0 }], [0n, 1n, 0n]],
  ['a gap', [{ sequence: 0 }, { sequence: 2 }], [0n, 'OUT_OF_ORDER_SEQUENCE_NUMBER']],
  ['a batch of the past', [{ sequence: 5 }, { sequence: 3 }], [0n, 'OUT_OF_ORDER_SEQUENCE_NUMBER']],
  [
    'a batch that begins like another but is longer',
    [{ sequence: 0 }, { sequence: 0, count: 2 }],
    [0n, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
  ],
  [
    'an older epoch',
    [
      { sequence: 0, epoch: 2 },
      { sequence: 1, epoch: 1 },
    ],
    [0n, 'INVALID_PRODUCER_EPOCH'],
  ],
  ['a new epoch from 0', [{ sequence: 9 }, { sequence: 0, epoch: 1 }], [0n, 1n]],
  [
    'a new epoch that does not begin at 0',
    [{ sequence: 0 }, { sequence: 1, epoch: 1 }],
    [0n, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
  ],
  [
    'a batch of before, in a new epoch',
    [{ sequence: 0 }, { sequence: 0, epoch: 1 }, { sequence: 0 }],
    [0n, 1n, 'INVALID_PRODUCER_EPOCH'],
  ],
  ['0 behind the highest', [{ sequence: maxSequence }, { sequence: 0 }], [0n, 1n]],
  [
    'a batch across the highest',
    [{ sequence: maxSequence - 1, count: 4 }, { sequence: 2 }, { sequence: maxSequence - 1, count: 4 }],
    [0n, 4n, 0n],
  ],
  [
    'the fifth last batch, but not the sixth last',
    [...[0, 1, 2, 3, 4, 5].map((sequence) => ({ sequence })), { sequence: 1 }, { sequence: 0 }],
    [0n, 1n, 2n, 3n, 4n, 5n, 1n, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
  ],
  [
    'two producers apart',
    [{ sequence: 0 }, { sequence: 0, producerId: 8n }, { sequence: 1 }, { sequence: 1, producerId: 8n }],
    [0n, 1n, 2n, 3n],
  ],
  [
    'producers without id not at all',
    [
      { sequence: 0, producerId: -1n },
      { sequence: 9, producerId: -1n },
    ],
    [0n, 1n],
  ],
];

describe('ProducerStates', () => {
  it.each(cases)('judges %s', (_, sent, expected) => {
    expect(send(fresh(), sent)).toEqual(expected);
  });

  it('changes nothing before it is told to apply', () => {
    const states = fresh();
    states.decide([batch({ sequence: 5 })], 0);
    expect(send(states, [{ sequence: 0 }])).toEqual([1n]);
  });

  it('judges several batches one behind the other, and refuses a part that is repeated', () => {
    const states = fresh();
    const together = [batch({ sequence: 0, count: 2 }), batch({ sequence: 2 })];
    const decision = states.decide(together, 0);
    if (decision.duplicateOf === undefined) states.apply(decision.entries);
    expect(states.decide(together, 0)).toMatchObject({ duplicateOf: { baseOffset: 0n } });
    expect(() => states.decide([batch({ sequence: 2 }), batch({ sequence: 3 })], 0)).toThrow(
      expect.objectContaining({ error: 'DUPLICATE_SEQUENCE_NUMBER' }),
    );
    expect(() => states.decide([batch({ sequence: 3 }), batch({ sequence: 5 })], 0)).toThrow(
      expect.objectContaining({ error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' }),
    );
    expect(send(states, [{ sequence: 3 }])).toEqual([7n]);
  });

  it('forgets a producer that has not written for a day', () => {
    const states = fresh();
    expect(send(states, [{ sequence: 0 }], 0)).toEqual([0n]);
    expect(send(states, [{ sequence: 9 }], day)).toEqual(['OUT_OF_ORDER_SEQUENCE_NUMBER']);
    expect(send(states, [{ sequence: 9 }], day + 1)).toEqual([2n]);
    expect(states.live(3 * day)).toEqual(new Map());
  });
});

describe('a snapshot of producers', () => {
  it('brings back what it was made of', () => {
    const states = fresh();
    send(
      states,
      [0, 1, 2, 3, 4, 5, 6].map((sequence) => ({ sequence })),
    );
    send(states, [{ sequence: maxSequence, count: 3, epoch: 2, producerId: 8n }]);
    const live = states.live(0);
    expect(decodeSnapshot(encodeSnapshot(live), 0)).toEqual(live);
    expect(decodeSnapshot(encodeSnapshot(new Map()), 0)).toEqual(new Map());
  });

  it('has the bytes of Kafka', () => {
    const entry = { baseSequence: 1, lastSequence: 3, baseOffset: 10n, lastOffset: 12n, timestamp: 99n };
    const bytes = encodeSnapshot(
      new Map([[7n, { epoch: 2, batches: [entry], seenAt: 0, transactionStart: undefined }]]),
    );
    const row = ['0000000000000007', '0002', '00000003', '000000000000000c', '00000002', '0000000000000063'];
    const withoutTransaction = ['ffffffff', 'ffffffffffffffff'];
    expect(bytes.toString('hex', 6)).toBe(['00000001', ...row, ...withoutTransaction].join(''));
    expect(bytes.toString('hex', 0, 2)).toBe('0001');
  });

  it('is refused when a byte differs, and when it is cut', () => {
    const states = fresh();
    send(states, [{ sequence: 0 }]);
    const bytes = encodeSnapshot(states.live(0));
    for (let i = 0; i < bytes.length; i++) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(i) ^ 1, i);
      expect(decodeSnapshot(damaged, 0)).toBeUndefined();
      expect(decodeSnapshot(bytes.subarray(0, i), 0)).toBeUndefined();
    }
  });
});
