import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { Kafka, logLevel } from 'kafkajs';

const broker = await EmbeddedKafka.start();
const kafka = new Kafka({ brokers: [broker.bootstrap], logLevel: logLevel.NOTHING });
const topic = 'results';
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic }] });
const producer = kafka.producer({ idempotent: true, retry: { initialRetryTime: 20 } });
await producer.connect();

await broker.faults.fail({ api: 'Produce', topic, error: 'NOT_LEADER_OR_FOLLOWER', times: 2 });

let requests = 0;
producer.on('producer.network.request', ({ payload }) => {
  if (payload.apiName === 'Produce') requests++;
});
const messages = Array.from({ length: 10 }, (_, i) => ({ value: `result ${i}` }));
const [written] = await producer.send({ topic, messages });
const [end] = await admin.fetchTopicOffsets(topic);
console.log(`acknowledged from offset ${written?.baseOffset}`);
console.log(`the topic ends at offset ${end?.high}`);
console.log(`it took ${requests} produce requests`);

await producer.disconnect();
await admin.disconnect();
await broker.stop();
