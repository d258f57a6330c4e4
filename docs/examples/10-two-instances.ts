import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import {
  Consumed,
  KafkaStreams,
  Materialized,
  QueryableStoreTypes,
  queriedKeyValueStore,
  Serdes,
  StoreQueryParameters,
  StoreQueryService,
  StreamsBuilder,
} from '@kafka-tutorial/kstreams';
import { Kafka, logLevel } from 'kafkajs';

const text = Serdes.string();
const type = QueryableStoreTypes.keyValueStore<string, number>();
const directory = mkdtempSync(join(tmpdir(), 'two-instances-'));
const broker = await EmbeddedKafka.start();
const kafka = new Kafka({ brokers: [broker.bootstrap], logLevel: logLevel.NOTHING });

const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic: 'scores', numPartitions: 4 }] });
await admin.disconnect();
const producer = kafka.producer();
await producer.connect();
const keys = ['wine', 'penguins', 'iris', 'cars', 'houses', 'faces', 'songs', 'mails'];
await producer.send({
  topic: 'scores',
  messages: keys.flatMap((key, i) => Array.from({ length: i + 1 }, () => ({ key, value: 'scored' }))),
});
await producer.disconnect();

const instances = [await startInstance('a'), await startInstance('b')];
const alone = () => instances.map(({ streams }) => localCounts(streams).length);
// Until the group has shared the partitions and all stores are restored.
while (!(alone().every((count) => count > 0) && sum(alone()) === keys.length)) await tick();

console.log(`alone, a and b know ${keys.length} keys together, and neither knows all`);
for (const { name, ask } of instances) {
  const { value } = await ask('/counts/key/cars');
  const { entries } = await ask('/counts/all');
  console.log(
    `asked for cars, ${name} answers ${value}; asked for all, ${name} answers ${entries.length} keys`,
  );
}
await Promise.all(instances.map(({ stop }) => stop()));
await broker.stop();
rmSync(directory, { recursive: true });

/** What the service answers: a value for a key, entries for all. */
interface Answer {
  readonly value: number;
  readonly entries: readonly unknown[];
}

/** An instance of an application that counts records by key, and the HTTP server where it answers. */
async function startInstance(name: string) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const self = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  const builder = new StreamsBuilder();
  const counts = Materialized.as<string, number>('counts').withKeySerde(text);
  builder.stream('scores', Consumed.with(text, text)).groupByKey().count(counts);
  const streams = new KafkaStreams(builder.build(), {
    ...{ applicationId: 'scores-counted', kafka, stateDir: join(directory, name) },
    ...{ applicationServer: `${self.host}:${self.port}`, heartbeatIntervalMs: 100, commitIntervalMs: 100 },
  });
  const stores = { counts: queriedKeyValueStore({ type, keySerde: text, parseKey: (key) => key }) };
  const service = new StoreQueryService({ streams, self, basePath: '/stores', stores });
  server.on('request', async ({ url = '' }, response) => {
    const { status, body } = await service.answer(url.slice('/stores'.length));
    response.writeHead(status).end(JSON.stringify(body));
  });
  await streams.start();
  return {
    name,
    streams,
    ask: async (path: string): Promise<Answer> => {
      const response = await fetch(`http://${self.host}:${self.port}/stores${path}`);
      return (await response.json()) as Answer;
    },
    stop: async () => {
      await streams.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What one instance has on its own. */
function localCounts(streams: KafkaStreams) {
  try {
    return [...streams.store(StoreQueryParameters.fromNameAndType('counts', type)).all()];
  } catch {
    return []; // STORE_NOT_AVAILABLE: tasks are on their way.
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
