import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { Kafka, logLevel } from 'kafkajs';

const broker = await EmbeddedKafka.start();
const kafka = new Kafka({ brokers: [broker.bootstrap], logLevel: logLevel.NOTHING });
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic: 'records' }, { topic: 'results' }] });
const source = { topic: 'records', partition: 0 };

const producer = kafka.producer({ transactionalId: 'scorer', idempotent: true, maxInFlightRequests: 1 });
await producer.connect();
await score('first', '1', 'commit');
await score('second', '2', 'abort');
await score('second, again', '2', 'commit');
await producer.disconnect();

console.log(`read_committed sees   ${(await read(false)).join(' | ')}`);
console.log(`read_uncommitted sees ${(await read(true)).join(' | ')}`);
const [end] = await admin.fetchTopicOffsets('results');
console.log(`the partition ends at offset ${end?.high}: three results and three markers`);
await admin.disconnect();
await broker.stop();

/** Publishes a result and the offset of the record after it: both or neither. */
async function score(result: string, nextOffset: string, end: 'commit' | 'abort'): Promise<void> {
  const transaction = await producer.transaction();
  await transaction.send({ topic: 'results', messages: [{ value: result }] });
  await transaction.sendOffsets({
    consumerGroupId: 'scorers',
    topics: [{ topic: source.topic, partitions: [{ partition: source.partition, offset: nextOffset }] }],
  });
  await transaction[end]();
  const [group] = await admin.fetchOffsets({ groupId: 'scorers', topics: [source.topic] });
  console.log(`${end} of "${result}": the group goes on at ${group?.partitions[0]?.offset}`);
}

/** What a new group reads. */
async function read(readUncommitted: boolean): Promise<string[]> {
  const groupId = readUncommitted ? 'curious' : 'careful';
  const consumer = kafka.consumer({ groupId, readUncommitted, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic: 'results', fromBeginning: true });
  const values: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const eachMessage = async ({ message }: { message: { value: Buffer | null } }) => {
      values.push(String(message.value));
      if (values.at(-1) === 'second, again') resolve();
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  await consumer.disconnect();
  return values;
}
