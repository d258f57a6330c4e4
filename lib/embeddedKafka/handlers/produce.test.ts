import { describe, expect, it } from 'vitest';
import { kafkaErrors } from '../protocol/errors.ts';
import { produce } from '../protocol/messages/produce.ts';
import { buildBatch } from '../records/buildBatch.ts';
import { AskedBroker } from '../testing/askBroker.ts';

const batch = () => buildBatch({ timestamp: 5n, records: [{ key: null, value: Buffer.from('v') }] });

function request(name: string, records: Buffer, { acks = -1, index = 0 } = {}) {
  return { acks, timeoutMs: 1000, topicData: [{ name, partitionData: [{ index, records }] }] };
}

function withTopic(configs?: Record<string, string>): AskedBroker {
  const broker = new AskedBroker();
  broker.parts.catalog.create('t', configs ? { partitions: 1, configs } : { partitions: 1 });
  return broker;
}

describe('Produce', () => {
  it.each([0, 2, 3, 8, 9, 11])('appends and answers with the offset, in version %i', async (version) => {
    const broker = withTopic();
    await broker.ask(produce, version, request('t', batch()));
    const answer = await broker.ask(produce, version, request('t', batch(), { acks: 1 }));
    expect(answer?.responses[0]?.partitionResponses[0]).toMatchObject({
      index: 0,
      errorCode: 0,
      baseOffset: 1n,
    });
    expect(broker.parts.catalog.get('t')?.partitions[0]?.endOffset).toBe(2n);
  });

  it('tells the time of the append when the topic keeps that', async () => {
    const broker = withTopic({ 'message.timestamp.type': 'LogAppendTime' });
    const answer = await broker.ask(produce, 9, request('t', batch()));
    expect(answer?.responses[0]?.partitionResponses[0]?.logAppendTimeMs).toBe(1_700_000_000_000n);
  });

  it('answers each partition for itself', async () => {
    const broker = withTopic();
    const damaged = batch();
    damaged[damaged.length - 1] = 0xff;
    const answer = await broker.ask(produce, 8, {
      acks: -1,
      timeoutMs: 1000,
      topicData: [
        {
          name: 't',
          partitionData: [
            { index: 0, records: damaged },
            { index: 1, records: batch() },
          ],
        },
        { name: 'missing', partitionData: [{ index: 0, records: batch() }] },
        { name: '__consumer_offsets', partitionData: [{ index: 0, records: batch() }] },
        { name: 't', partitionData: [{ index: 0, records: batch() }] },
      ],
    });
    const codes = answer?.responses.flatMap(({ partitionResponses }) =>
      partitionResponses.map((p) => p.errorCode),
    );
    expect(codes).toEqual([
      kafkaErrors.CORRUPT_MESSAGE.code,
      kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code,
      kafkaErrors.UNKNOWN_TOPIC_OR_PARTITION.code,
      kafkaErrors.INVALID_TOPIC_EXCEPTION.code,
      kafkaErrors.NONE.code,
    ]);
  });

  it('refuses acks that Kafka does not have', async () => {
    const answer = await withTopic().ask(produce, 3, request('t', batch(), { acks: 2 }));
    expect(answer?.responses[0]?.partitionResponses[0]?.errorCode).toBe(
      kafkaErrors.INVALID_REQUIRED_ACKS.code,
    );
  });

  it('does not answer acks=0, and throws what closes the connection when it fails', async () => {
    const broker = withTopic();
    expect(await broker.ask(produce, 3, request('t', batch(), { acks: 0 }))).toBeUndefined();
    expect(broker.parts.catalog.get('t')?.partitions[0]?.endOffset).toBe(1n);
    await expect(broker.ask(produce, 3, request('missing', batch(), { acks: 0 }))).rejects.toMatchObject({
      error: 'UNKNOWN_TOPIC_OR_PARTITION',
    });
  });
});
