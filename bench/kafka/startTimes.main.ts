import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import kafkajs from 'kafkajs';

/** From starting an embedded broker in this process on a directory to its first acknowledged record. Prints milliseconds. */
const [dir] = process.argv.slice(2);
const start = performance.now();
const broker = await EmbeddedKafka.start(dir ? { dir } : {});
const kafka = new kafkajs.Kafka({ brokers: [broker.bootstrap], logLevel: kafkajs.logLevel.NOTHING });
const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
await producer.connect();
await producer.send({ topic: 'first', messages: [{ value: '1' }] });
console.log(performance.now() - start);
await producer.disconnect();
await broker.stop();
