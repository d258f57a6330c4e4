import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { Kafka, logLevel } from 'kafkajs';

const broker = await EmbeddedKafka.start();
const kafka = new Kafka({ brokers: [broker.bootstrap], logLevel: logLevel.NOTHING });
const topic = 'models_data';
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic, numPartitions: 4 }] });

const members = [await join('scoring'), await join('scoring'), await join('archive')];
const count = (of: 'partitions' | 'records') => members.reduce((sum, member) => sum + member[of].length, 0);
while (count('partitions') !== 8) await sleep(10);

const producer = kafka.producer();
await producer.connect();
const messages = Array.from({ length: 12 }, (_, i) => ({ partition: i % 4, value: `record ${i}` }));
await producer.send({ topic, messages });
while (count('records') < 24) await sleep(10);

for (const { group, partitions, records } of members) {
  console.log(`a member of ${group} has ${partitions.length} partitions and reads ${records.length} records`);
}
await Promise.all([...members.map(({ leave }) => leave()), producer.disconnect(), admin.disconnect()]);
await broker.stop();

async function join(group: string) {
  const consumer = kafka.consumer({ groupId: group, heartbeatInterval: 100, maxWaitTimeInMs: 100 });
  const member = {
    group,
    partitions: [] as number[],
    records: [] as string[],
    leave: () => consumer.disconnect(),
  };
  // Again at each rebalance: when a member joins, those that are there give partitions to it.
  consumer.on('consumer.group_join', ({ payload }) => {
    member.partitions = payload.memberAssignment[topic] ?? [];
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => void member.records.push(String(message.value)) });
  return member;
}
