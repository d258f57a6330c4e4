import { appendFileSync } from 'node:fs';
import kafkajs from 'kafkajs';

// A consumer that commits a batch before or after it processes it, and kills itself in the middle of one.
const [bootstrap = '', topic = '', order = '', processed = '', killAfter = ''] = process.argv.slice(2);

const kafka = new kafkajs.Kafka({ brokers: [bootstrap], logLevel: kafkajs.logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: `${topic}-group`, sessionTimeout: 1000, heartbeatInterval: 200 });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
let done = 0;
await consumer.run({
  autoCommit: false,
  eachBatch: async ({ batch: { messages, partition } }) => {
    const commit = () =>
      consumer.commitOffsets([
        { topic, partition, offset: String(BigInt(messages.at(-1)?.offset ?? -1) + 1n) },
      ]);
    if (order === 'before') await commit();
    for (const { value } of messages) {
      appendFileSync(processed, `${value}\n`);
      console.log(`processed ${value}`);
      if (++done === Number(killAfter)) process.kill(process.pid, 'SIGKILL');
    }
    if (order === 'after') await commit();
  },
});
