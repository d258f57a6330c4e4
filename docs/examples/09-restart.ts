import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaStreams, type Topology } from '@kafka-tutorial/kstreams';
import { createModelFactory } from '@kafka-tutorial/model';
import { type InputRecord, type Outcome, partitions, topics } from '@kafka-tutorial/serving';
import type { ModelServerParts } from '@kafka-tutorial/serving/kstreams';
import { silentLogger } from '@kafka-tutorial/util';
import type { Kafka } from 'kafkajs';
import * as customStore from '../../kstreamsCustomStore/modelServer.ts';
import * as inMemory from '../../kstreamsInMemory/modelServer.ts';
import * as kvStore from '../../kstreamsKVStore/modelServer.ts';
import { modelInput, wineInputs } from './inputRecords.ts';
import { withKafka } from './withKafka.ts';

interface Server {
  readonly approach: string;
  readonly buildModelServer: (parts: ModelServerParts) => { readonly topology: Topology };
}

const servers: readonly Server[] = [inMemory, kvStore, customStore];
const rekeyed = Object.values(inMemory.rekeyedTopics(inMemory.approach));
const names = [...Object.values(topics), ...rekeyed];
const [disk, otherDisk] = [await directory(), await directory()];
const model = await modelInput('wineDecisionTree');
const [wine] = (await wineInputs(1)) as [InputRecord];

await withKafka(Object.fromEntries(names.map((name) => [name, partitions])), async (kafka) => {
  const producer = kafka.producer();
  await producer.connect();
  const publish = ({ topic, message: { key, value } }: InputRecord) =>
    producer.send({ topic, messages: [{ key, value }] });

  await publish(model);
  for (const [life, until, stateDir] of [
    ['first life', 2, disk],
    ['second life, same machine', 1, disk],
    ['third life, another machine', 1, otherDisk],
  ] as const) {
    await publish(wine);
    console.log(life);
    const lives = servers.map((server) => live(kafka, server, until, stateDir));
    for (const what of await Promise.all(lives)) console.log(`  ${what}`);
  }
  await producer.disconnect();
});
await Promise.all([disk, otherDisk].map((path) => rm(path, { recursive: true })));

/** Runs a server until it has told of so many models and records, and says what it told of the last one. */
async function live(kafka: Kafka, { approach, buildModelServer }: Server, until: number, stateDir: string) {
  const outcomes: Outcome[] = [];
  const observe = (some: readonly Outcome[]) => void outcomes.push(...some);
  const { topology } = buildModelServer({ factory: createModelFactory(), logger: silentLogger, observe });
  const config = { kafka, applicationId: approach, stateDir, heartbeatIntervalMs: 200 };
  const streams = new KafkaStreams(topology, config);
  let restored = 0;
  streams.setGlobalStateRestoreListener({
    onRestoreEnd(_partition, store, count) {
      if (store === 'models') restored += count;
    },
  });
  await streams.start();
  while (outcomes.length < until) await sleep(5);
  await streams.close();
  return `${approach}: ${outcomes.at(-1)?.kind}, ${restored} changes read from the changelog of the models`;
}

function directory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'restart-'));
}
