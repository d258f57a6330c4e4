import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { publish } from '@kafka-tutorial/client';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { connectKafka, ensureTopics } from '@kafka-tutorial/kafka';
import { topicSpecs, topics } from '@kafka-tutorial/serving';
import { silentLogger } from '@kafka-tutorial/util';
import type { Admin, Kafka } from 'kafkajs';
import { usageOf } from './usage.ts';

/** A program to measure. */
export interface Subject {
  /** From the root of the workspace. */
  readonly script: string;
  readonly args: readonly string[];
  /** The model that is preloaded; none for programs that do not score. */
  readonly modelName: string | undefined;
  readonly records: number;
  /** Preloads other models and records than the wine of `modelName`. */
  readonly preload?: (kafka: Kafka, records: number) => Promise<void>;
  /** Added to the environment of the program. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What was measured. */
export interface ServerRun {
  /** From the first result to the last. */
  readonly recordsPerSecond: number;
  /** From the launch of the program. */
  readonly firstResultMs: number;
  /** Results on the topic after the program has stopped: as many as records, if none was lost or scored twice. */
  readonly results: number;
  /** Processor time of the program, start included, for each record. NaN where the system does not tell. */
  readonly cpuMicros: number;
  /** NaN where the system does not tell. */
  readonly peakMegabytes: number;
}

const pollMs = 50;
const patienceMs = 120_000;

/** Preloads records, starts the program on a fresh broker that has a process of its own, and waits for all results. */
export async function runServer({
  script,
  args,
  modelName,
  records,
  ...subject
}: Subject): Promise<ServerRun> {
  const broker = await EmbeddedKafka.start({ isolation: 'process' });
  const env = { ...process.env, ...subject.env, KAFKA_BROKERS: broker.bootstrap };
  const { kafka } = await connectKafka({ clientId: 'bench', env, logger: silentLogger });
  const admin = kafka.admin();
  let server: ChildProcess | undefined;
  try {
    await ensureTopics(kafka, topicSpecs);
    const models = modelName === undefined ? [] : [modelName];
    if (subject.preload) await subject.preload(kafka, records);
    else await publish({ kafka, records, dataTypes: ['wine'], models });
    await admin.connect();

    const launched = performance.now();
    server = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const atFirst = await resultsReach(admin, 1, server);
    const first = performance.now();
    await resultsReach(admin, records, server);
    const last = performance.now();
    const used = usageOf(server.pid);
    server.kill('SIGTERM');
    await once(server, 'exit');
    return {
      recordsPerSecond: ((records - atFirst) * 1000) / (last - first),
      firstResultMs: first - launched,
      results: await countResults(admin),
      cpuMicros: (used.cpuSeconds * 1e6) / records,
      peakMegabytes: used.peakMegabytes,
    };
  } finally {
    server?.kill('SIGKILL');
    await admin.disconnect();
    await broker.stop();
  }
}

async function countResults(admin: Admin): Promise<number> {
  const offsets = await admin.fetchTopicOffsets(topics.results);
  return offsets.reduce((sum, { high }) => sum + Number(high), 0);
}

async function resultsReach(admin: Admin, wanted: number, server: ChildProcess): Promise<number> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(pollMs)) {
    const count = await countResults(admin);
    if (count >= wanted) return count;
    if (server.exitCode !== null) throw new Error(`the program ended with code ${server.exitCode}`);
  }
  throw new Error(`no ${wanted} results within ${patienceMs / 1000} s`);
}
