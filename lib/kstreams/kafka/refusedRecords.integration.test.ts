import { afterAll, beforeAll, expect, it } from 'vitest';
import { Consumed } from '../dsl/consumed.ts';
import { Produced } from '../dsl/produced.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import { logAndContinue } from '../runtime/logAndHandle.ts';
import { Serdes } from '../serdes/serdes.ts';
import { KafkaStreams } from './kafkaStreams.ts';
import type { KafkaStreamsConfig } from './kafkaStreamsConfig.ts';
import { quick, running, TestCluster, until } from './testing.ts';

const text = Serdes.string();
const large = 'x'.repeat(5_000);
const values = Array.from({ length: 40 }, (_, i) => (i % 20 === 7 ? large : `${i}`));
const small = values.filter((value) => value !== large);

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await TestCluster.start();
});
afterAll(() => cluster.stop());

/** Copies a topic that has the values to one that takes only small records. */
async function copying(name: string, config: Partial<KafkaStreamsConfig>): Promise<KafkaStreams> {
  await cluster.createTopics({ [`${name}-in`]: 1, [`${name}-dead`]: 1 });
  const admin = cluster.kafka.admin();
  await admin.connect();
  const configEntries = [{ name: 'max.message.bytes', value: '1000' }];
  await admin.createTopics({ topics: [{ topic: `${name}-out`, numPartitions: 1, configEntries }] });
  await admin.disconnect();
  await cluster.produce(
    `${name}-in`,
    values.map((value) => ({ key: 'k', value })),
  );
  const builder = new StreamsBuilder();
  builder.stream(`${name}-in`, Consumed.with(text, text)).to(`${name}-out`, Produced.with(text, text));
  const { kafka } = cluster;
  return new KafkaStreams(builder.build(), { ...quick, ...config, applicationId: name, kafka });
}

async function valuesOf(topic: string): Promise<string[]> {
  return (await cluster.read(topic)).map(({ value }) => String(value));
}

it('drops only what is too large for its topic, counts it, and writes it to the dead letters', async () => {
  const streams = await copying('lenient', {
    productionExceptionHandler: logAndContinue({ deadLetterTopic: 'lenient-dead' }),
  });
  await streams.start();
  await running(streams);
  await until('all to be committed', async () => (await cluster.committed('lenient', 'lenient-in')) === 40);
  expect(await valuesOf('lenient-out')).toEqual(small);
  expect(await valuesOf('lenient-dead')).toEqual([large, large]);
  const dropped = streams.metrics().filter(({ name }) => name === 'dropped-records-total');
  expect(dropped.map(({ value }) => value)).toEqual([2]);
  expect(streams.state()).toBe('RUNNING');
  await streams.close();
});

it('ends, and commits nothing, when the handler says so', async () => {
  const streams = await copying('strict', {});
  const errors: unknown[] = [];
  streams.setUncaughtExceptionHandler((error) => {
    errors.push(error);
    return 'SHUTDOWN_CLIENT';
  });
  await streams.start();
  await until('the end', () => streams.state() === 'ERROR');
  expect(errors).toMatchObject([{ code: 'PRODUCTION_FAILED', cause: { code: 'RECORD_TOO_LARGE' } }]);
  expect(await cluster.committed('strict', 'strict-in')).toBe(0);
  expect(await valuesOf('strict-out')).toEqual(small.slice(0, 7));
  await streams.close();
});
