import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KafkaConnection } from './connection.ts';
import { connectKafka } from './connectKafka.ts';
import { freePort } from './freePort.ts';
import { probe } from './provisioning/probe.ts';
import { readOne } from './readOne.ts';

let dir: string;
let port: number;
let lines: string[];
let connections: KafkaConnection[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'connect-kafka-'));
  port = await freePort();
  lines = [];
  connections = [];
});

afterEach(async () => {
  for (const connection of connections) await connection.stop();
  await rm(dir, { recursive: true, force: true });
});

async function connect(env: NodeJS.ProcessEnv = {}): Promise<KafkaConnection> {
  const add = (line: string) => void lines.push(line);
  const logger = { debug() {}, info: add, warn: add, error: add };
  const connection = await connectKafka({
    clientId: 'test',
    env: { TUTORIAL_DIR: dir, ...env },
    port,
    logger,
  });
  connections.push(connection);
  return connection;
}

const listener = () => probe('127.0.0.1', port, 2_000);

test('nothing is there: starts the embedded broker, which keeps its data when it is stopped', async () => {
  const first = await connect();
  expect(first).toMatchObject({ origin: 'embedded', brokers: [`127.0.0.1:${port}`] });
  expect(lines).toEqual([`Kafka at 127.0.0.1:${port}: the embedded broker, which ends with this program`]);
  const producer = first.kafka.producer();
  await producer.connect();
  await producer.send({ topic: 'kept', messages: [{ value: 'there' }] });
  await producer.disconnect();
  await first.stop();
  await first.stop();
  expect(await listener()).toBe('nothing');

  const second = await connect();

  expect(String((await readOne(second.kafka, 'kept')).value)).toBe('there');
});

test('the second program uses the Kafka of the first, and leaves it running', async () => {
  await connect();
  const second = await connect({ KAFKA_PROVISION: 'testcontainers' });
  expect(second.origin).toBe('localhost');
  expect(lines.at(-1)).toBe(
    `Kafka at 127.0.0.1:${port}: already running; KAFKA_PROVISION=testcontainers was not needed`,
  );
  await second.stop();
  expect(await listener()).toBe('kafka');
});

test('of programs that start together one starts the broker, and the others use it', async () => {
  const together = await Promise.all([connect(), connect(), connect()]);
  expect(together.map(({ origin }) => origin).toSorted()).toEqual(['embedded', 'localhost', 'localhost']);
});

test('a port that something else has is an error that says what to do', async () => {
  const server = createServer((socket) => socket.end('SSH-2.0-something\r\n'));
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  await expect(connect()).rejects.toMatchObject({
    code: 'KAFKA_PORT_TAKEN',
    message: `what listens on 127.0.0.1:${port} does not speak Kafka`,
    hint: expect.stringContaining('set KAFKA_BROKERS=host:port'),
  });
  server.close();
});

test('KAFKA_BROKERS goes before everything else', async () => {
  const { brokers } = await connect();
  const chosen = await connect({ KAFKA_BROKERS: brokers.join(), KAFKA_PROVISION: 'embedded' });
  expect(chosen.origin).toBe('environment');
  expect(lines.at(-1)).toBe(
    `Kafka at 127.0.0.1:${port}: from KAFKA_BROKERS; KAFKA_PROVISION=embedded was not needed`,
  );
});
