import { batchesIn, batchOf } from '../log/testLog.ts';
import { type KafkaErrorName, kafkaErrors } from '../protocol/errors.ts';
import { addOffsetsToTxn } from '../protocol/messages/addOffsetsToTxn.ts';
import { addPartitionsToTxn } from '../protocol/messages/addPartitionsToTxn.ts';
import { endTxn } from '../protocol/messages/endTxn.ts';
import { fetch } from '../protocol/messages/fetch.ts';
import { initProducerId } from '../protocol/messages/initProducerId.ts';
import { produce } from '../protocol/messages/produce.ts';
import { txnOffsetCommit } from '../protocol/messages/txnOffsetCommit.ts';
import { readMarkerType } from '../records/controlRecord.ts';
import { AskedBroker } from './askBroker.ts';

export const nameOf = (code: number | undefined) =>
  Object.entries(kafkaErrors).find(([, entry]) => entry.code === code)?.[0] as KafkaErrorName;

/** How long a transaction may take, in ms. */
export const timeoutMs = 60_000;

/** A transactional producer that says what it was answered. */
export class TestProducer {
  readonly broker: AskedBroker;
  readonly transactionalId: string;
  producerId = -1n;
  producerEpoch = -1;
  sequence = 0;

  constructor(broker: AskedBroker, transactionalId = 'tx') {
    this.broker = broker;
    this.transactionalId = transactionalId;
  }

  async init(version = 4, asked: { producerId?: bigint; producerEpoch?: number } = {}) {
    const { transactionalId } = this;
    const request = { transactionalId, transactionTimeoutMs: timeoutMs, ...asked };
    const answer = await this.broker.ask(initProducerId, version, request);
    if (answer?.errorCode === 0) {
      this.producerId = answer.producerId;
      this.producerEpoch = answer.producerEpoch;
      this.sequence = 0;
    }
    return nameOf(answer?.errorCode);
  }

  async add(topic = 't', partition = 0, version = 3) {
    const topics = [{ name: topic, partitions: [partition] }];
    const answer = await this.broker.ask(addPartitionsToTxn, version, { ...this.#self(), topics });
    return nameOf(answer?.resultsByTopic[0]?.resultsByPartition[0]?.partitionErrorCode);
  }

  async send(value: string, topic = 't', isTransactional = true) {
    const { producerId, producerEpoch, sequence: baseSequence } = this;
    const timestamp = BigInt(this.broker.clock.now());
    const records = batchOf([value], { producerId, producerEpoch, baseSequence, isTransactional, timestamp });
    const partitionData = [{ index: 0, records }];
    const request = { transactionalId: this.transactionalId, acks: -1, timeoutMs: 0 };
    const answer = await this.broker.ask(produce, 9, {
      ...request,
      topicData: [{ name: topic, partitionData }],
    });
    const { errorCode } = answer?.responses[0]?.partitionResponses[0] ?? {};
    if (errorCode === 0) this.sequence++;
    return nameOf(errorCode);
  }

  async end(committed: boolean, version = 3) {
    return nameOf((await this.broker.ask(endTxn, version, { ...this.#self(), committed }))?.errorCode);
  }

  async commitOffset(
    offset: bigint,
    group: { groupId?: string; generationId?: number; memberId?: string } = {},
  ) {
    const partitions = [{ partitionIndex: 0, committedOffset: offset }];
    const topics = [{ name: 't', partitions }];
    const request = { ...this.#self(), groupId: 'g', ...group, topics };
    const answer = await this.broker.ask(txnOffsetCommit, 3, request);
    return nameOf(answer?.topics[0]?.partitions[0]?.errorCode);
  }

  async addOffsets(groupId = 'g') {
    return nameOf((await this.broker.ask(addOffsetsToTxn, 3, { ...this.#self(), groupId }))?.errorCode);
  }

  #self() {
    const { transactionalId, producerId, producerEpoch } = this;
    return { transactionalId, producerId, producerEpoch };
  }
}

/** A broker with topic `t` and a producer that has its id. */
export async function startedProducer() {
  const broker = new AskedBroker();
  broker.parts.catalog.create('t', { partitions: 1 });
  const producer = new TestProducer(broker);
  await producer.init();
  return { broker, producer };
}

/** What a reader of committed records sees of partition 0: the batches up to the stable end, less the aborted ones. */
export async function committedValues(broker: AskedBroker, topic = 't') {
  const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1_000_000 }];
  const answer = await broker.ask(fetch, 12, {
    maxWaitMs: 0,
    minBytes: 0,
    isolationLevel: 1,
    topics: [{ topic, partitions }],
    forgottenTopicsData: [],
  });
  const { records, abortedTransactions, lastStableOffset, highWatermark } =
    answer?.responses[0]?.partitions[0] ?? {};
  const aborted = new Map<bigint, bigint>(
    (abortedTransactions ?? []).map(({ producerId, firstOffset }) => [producerId, firstOffset]),
  );
  const values: string[] = [];
  for (const batch of batchesIn(records ?? Buffer.alloc(0))) {
    if (batch.isControl) {
      if (readMarkerType(batch) === 'abort') aborted.delete(batch.producerId);
      continue;
    }
    const first = aborted.get(batch.producerId);
    const isAborted = batch.isTransactional && first !== undefined && batch.baseOffset >= first;
    if (!isAborted) values.push(batch.body.toString('latin1').slice(-2, -1));
  }
  return { values, lastStableOffset, highWatermark, aborted: abortedTransactions };
}
