import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../embeddedKafka/protocol/codec.ts';
import { fetch } from '../../../embeddedKafka/protocol/messages/fetch.ts';
import { produce } from '../../../embeddedKafka/protocol/messages/produce.ts';
import type { Encodable, Fields } from '../../../embeddedKafka/protocol/types.ts';
import { WireReader as BrokersReader } from '../../../embeddedKafka/protocol/wireReader.ts';
import { WireWriter } from '../../../embeddedKafka/protocol/wireWriter.ts';
import { fetchRequest } from '../fetch/fetchRequest.ts';
import { produceRequest } from '../producer/produceRequest.ts';
import { WireReader } from './wire.ts';

/** As the broker's codec writes it, which is tested against what Java writes. */
function written<F extends Fields>(fields: F, value: Encodable<F>, version: number): Buffer {
  const writer = new WireWriter();
  encode(fields, value, writer, { version, flexible: false });
  return Buffer.concat(writer.finish().pieces);
}

function read<F extends Fields>(fields: F, bytes: Buffer, version: number) {
  return decode(fields, new BrokersReader(bytes), { version, flexible: false });
}

const [one, two, three] = [Buffer.from('one'), Buffer.from('two'), Buffer.from('three')];

describe('a Produce request', () => {
  const request = produceRequest(
    [
      { topic: 'a', partition: 1, bytes: one },
      { topic: 'größe', partition: 0, bytes: two },
      { topic: 'a', partition: 300, bytes: three },
    ],
    30_000,
  );
  const answer = written(
    produce.response,
    {
      responses: [
        { name: 'a', partitionResponses: [1, 300].map((index) => partitionResponse(index, 6)) },
        { name: 'größe', partitionResponses: [partitionResponse(0, 0)] },
      ],
      throttleTimeMs: 17,
    },
    request.apiVersion,
  );

  it('is read by a broker', () => {
    expect(read(produce.request, request.encode(), request.apiVersion)).toEqual({
      ...{ transactionalId: null, acks: -1, timeoutMs: 30_000 },
      topicData: [
        {
          name: 'a',
          partitionData: [
            { index: 1, records: one },
            { index: 300, records: three },
          ],
        },
        { name: 'größe', partitionData: [{ index: 0, records: two }] },
      ],
    });
  });

  it('reads the answer', () => {
    expect(request.decode(new WireReader(answer))).toEqual({
      partitions: [
        { topic: 'a', partition: 1, errorCode: 6, baseOffset: 1 },
        { topic: 'a', partition: 300, errorCode: 6, baseOffset: 1 },
        { topic: 'größe', partition: 0, errorCode: 0, baseOffset: 1 },
      ],
      throttleTimeMs: 17,
    });
  });

  it('says of an answer that is cut off anywhere that it is', () => {
    for (let length = 0; length < answer.length; length++) {
      expect(() => request.decode(new WireReader(answer.subarray(0, length)))).toThrow(
        expect.objectContaining({ code: 'ANSWER_CORRUPT' }),
      );
    }
  });
});

describe('a Fetch request', () => {
  const request = fetchRequest(
    [
      { topic: 'a', partition: 1, offset: 2 ** 40 },
      { topic: 'b', partition: 0, offset: 0 },
    ],
    { maxWaitMs: 200, maxBytes: 10_000, maxBytesPerPartition: 1_000 },
  );

  it('is read by a broker', () => {
    const { topics, ...head } = read(fetch.request, request.encode(), request.apiVersion);
    expect(head).toMatchObject({ replicaId: -1, maxWaitMs: 200, minBytes: 1, maxBytes: 10_000 });
    expect(head.isolationLevel).toBe(1);
    expect(topics).toMatchObject([
      { topic: 'a', partitions: [{ partition: 1, fetchOffset: 2n ** 40n, partitionMaxBytes: 1_000 }] },
      { topic: 'b', partitions: [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1_000 }] },
    ]);
  });

  it('reads the answer', () => {
    const partition = {
      ...{ partitionIndex: 1, errorCode: 0, highWatermark: 9n, lastStableOffset: 8n, logStartOffset: 0n },
      ...{ preferredReadReplica: -1, records: one },
    };
    const answer = written(
      fetch.response,
      {
        ...{ throttleTimeMs: 3, errorCode: 0, sessionId: 0 },
        responses: [
          {
            ...{ topic: 'a', topicId: '' },
            partitions: [
              { ...partition, abortedTransactions: [{ producerId: 5n, firstOffset: 7n }] },
              {
                ...partition,
                partitionIndex: 2,
                errorCode: 6,
                abortedTransactions: null,
                records: Buffer.alloc(0),
              },
            ],
          },
        ],
      },
      request.apiVersion,
    );
    const aborted = [{ producerId: 5n, firstOffset: 7 }];
    expect(request.decode(new WireReader(answer))).toEqual({
      partitions: [
        {
          ...{ topic: 'a', partition: 1, errorCode: 0, lastStableOffset: 8 },
          ...{ abortedTransactions: aborted, records: one },
        },
        {
          ...{ topic: 'a', partition: 2, errorCode: 6, lastStableOffset: 8 },
          ...{ abortedTransactions: [], records: Buffer.alloc(0) },
        },
      ],
      throttleTimeMs: 3,
    });
  });
});

function partitionResponse(index: number, errorCode: number) {
  return {
    ...{ index, errorCode, baseOffset: 1n, logAppendTimeMs: 2n, logStartOffset: 3n },
    ...{ recordErrors: [], errorMessage: null },
  };
}
