import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ensureTopics, followTopic } from '@kafka-tutorial/kafka';
import { describeWithKafka } from '@kafka-tutorial/kafka/testing';
import { ModelDescriptor } from '@kafka-tutorial/proto';
import { dataTypeOfKey, decodeRecord, topicSpecs, topics } from '@kafka-tutorial/serving';
import { silentLogger } from '@kafka-tutorial/util';
import { TestProgram } from '@kafka-tutorial/util/testing';
import type { Kafka, KafkaMessage } from 'kafkajs';
import { beforeEach, expect, it, vi } from 'vitest';
import type { TopicRecord } from './describeRecord.ts';
import { publish } from './index.ts';
import { readTopics } from './readTopics.ts';

let before: ReadonlyMap<string, number>;

describeWithKafka('the client', (connection) => {
  beforeEach(async () => {
    const { kafka } = connection();
    await ensureTopics(kafka, topicSpecs);
    before = await endOffsets(kafka);
  });

  it('publishes as many records as were asked for, half of each data type, and models that decode', async () => {
    const { kafka, brokers } = connection();
    const { code, lines } = await runClient(brokers, '--count', '5000', '--rate', 'max');
    expect(code).toBe(0);
    expect(lines.filter((line) => line.startsWith('Published Model'))).toHaveLength(2);
    expect(lines.at(-1)).toMatch(/^printed 5,000 records in all/);

    const records = await readNew(kafka, topics.data);
    expect(countKeys(records)).toEqual({ wine: 2500, penguins: 2500 });
    for (const { key, value } of records) {
      const type = dataTypeOfKey(key);
      expect(decodeRecord(type, value).dataType).toBe(type.name);
    }
    const models = await readNew(kafka, topics.models);
    expect(countKeys(models)).toEqual({ wine: 1, penguins: 1 });
    for (const { key, value } of models) {
      const { dataType, data, name } = ModelDescriptor.decode(value ?? Buffer.alloc(0));
      expect(dataType).toBe(String(key));
      expect(lines.join('\n')).toContain(`Published Model ${name} `);
      expect(data?.length).toBeGreaterThan(1000);
    }
  });

  it('ends with 0 on Ctrl-C', async () => {
    const { brokers } = connection();
    const client = startClient(brokers);
    await vi.waitFor(() => expect(client.lines.join('\n')).toContain('Published Model'), 30_000);
    client.process.kill('SIGINT');
    expect(await client.exited).toBe(0);
  });

  it('publishes what tests and measurements ask for', async () => {
    const { kafka } = connection();
    await publish({ kafka, records: 3001, dataTypes: ['wine'], models: ['wineDecisionTree'] });
    expect(countKeys(await readNew(kafka, topics.data))).toEqual({ wine: 3001 });
    expect(countKeys(await readNew(kafka, topics.models))).toEqual({ wine: 1 });
    await expect(publish({ kafka, records: 1, models: ['none'] })).rejects.toThrow('there is no "none"');
  });

  it('reads all topics from the beginning', async () => {
    const { kafka } = connection();
    await publish({ kafka, records: 10, models: ['wineDecisionTree'] });
    const seen: string[] = [];
    const stop = await readTopics({
      ...{ kafka, topics: Object.values(topics), fromBeginning: true, logger: silentLogger },
      onRecord: (record) => void (isNew(record) && seen.push(record.topic)),
      onFailure: (error) => expect.unreachable(error.message),
    });
    await vi.waitFor(() => expect(seen).toHaveLength(11), 30_000);
    await stop();
    expect(seen.filter((topic) => topic === topics.models)).toHaveLength(1);
  });

  it('prints what is on the topics, until Ctrl-C', async () => {
    const { kafka, brokers } = connection();
    await publish({ kafka, records: 1, models: ['wineDecisionTree'] });
    const args = ['--from-beginning', '--topics', 'models'];
    const reader = new TestProgram('client/dataReader.main.ts', args, { KAFKA_BROKERS: brokers.join(',') });
    await reader.line(/^models_models-\d@\d+ model for wine: wineDecisionTree/);
    expect(await reader.stop()).toBe(0);
  });
});

/** Where the topics end; the cluster may be somebody's who has records on them already. */
async function endOffsets(kafka: Kafka): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  const admin = kafka.admin();
  await admin.connect();
  for (const topic of Object.values(topics)) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
      ends.set(`${topic}-${partition}`, Number(high));
    }
  }
  await admin.disconnect();
  return ends;
}

async function readNew(kafka: Kafka, topic: string): Promise<KafkaMessage[]> {
  const messages: KafkaMessage[] = [];
  const follower = await followTopic({
    ...{ kafka, topic, groupId: 'test', logger: silentLogger },
    onRecord: (record) => void (isNew(record) && messages.push(record.message)),
  });
  await follower.caughtUp;
  await follower.stop();
  return messages;
}

function isNew({ topic, partition, message }: TopicRecord): boolean {
  return Number(message.offset) >= (before.get(`${topic}-${partition}`) ?? 0);
}

function countKeys(messages: readonly KafkaMessage[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { key } of messages) counts[String(key)] = (counts[String(key)] ?? 0) + 1;
  return counts;
}

function startClient(brokers: readonly string[], ...args: string[]) {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const client = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0', ...args], {
    env: { ...process.env, KAFKA_BROKERS: brokers.join(',') },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const lines: string[] = [];
  if (client.stdout) createInterface({ input: client.stdout }).on('line', (line) => lines.push(line));
  const exited = once(client, 'close').then(([code]) => code as number | null);
  return { process: client, lines, exited };
}

async function runClient(brokers: readonly string[], ...args: string[]) {
  const { lines, exited } = startClient(brokers, ...args);
  return { code: await exited, lines };
}
