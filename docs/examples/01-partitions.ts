import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

const broker = await EmbeddedKafka.start();
const kafka = new Kafka({ brokers: [broker.bootstrap], logLevel: logLevel.NOTHING });
const topic = 'models_data';
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic, numPartitions: 4 }] });

const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
await producer.connect();
const keys = ['wine', 'penguins', 'wine', 'wine', 'penguins', 'wine', 'penguins', 'wine'];
for (const [i, key] of keys.entries()) {
  const [written] = await producer.send({ topic, messages: [{ key, value: `record ${i}` }] });
  console.log(`record ${i} with key ${key}: partition ${written?.partition}, offset ${written?.baseOffset}`);
}
await producer.disconnect();

for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
  console.log(`partition ${partition} holds ${high} records`);
}
await admin.disconnect();
await broker.stop();
