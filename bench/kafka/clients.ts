import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const node = async (script: string, args: string[]) =>
  JSON.parse((await run(process.execPath, ['--import', 'tsx', `bench/kafka/${script}`, ...args])).stdout);

/** One figure of one run. */
export interface Measured {
  what: string;
  value: number;
}

export async function kafkajsRates(bootstrap: string, records: number): Promise<Measured[]> {
  const measure = async (what: string) =>
    (await node('client.main.ts', [what, bootstrap, 'kafkajs', `${records}`])).recordsPerSecond;
  return [
    { what: 'kafkajs produce, records/s', value: await measure('produce') },
    { what: 'kafkajs consume, records/s', value: await measure('consume') },
  ];
}

export async function kafkajsLatency(bootstrap: string): Promise<Measured[]> {
  const { p50, p99 } = await node('client.main.ts', ['latency', bootstrap, 'latency', '2000']);
  return [
    { what: 'latency p50 at 200/s, ms', value: p50 },
    { what: 'latency p99 at 200/s, ms', value: p99 },
  ];
}

/** From the start of an embedded broker in a program to its first acknowledged record, ms. */
export function firstRecordMs(dir?: string): Promise<number> {
  return node('startTimes.main.ts', dir === undefined ? [] : [dir]);
}

/** Kafka's own measuring programs, which `script tool NAME …` runs. */
export async function javaRates(script: string, bootstrap: string, records: number): Promise<Measured[]> {
  const topic = ['--topic', 'java'];
  const produced = await run(script, [
    ...['tool', 'producer-perf-test', ...topic, '--num-records', `${records}`, '--record-size', '120'],
    ...['--throughput', '-1', '--producer-props', `bootstrap.servers=${bootstrap}`, 'acks=all'],
  ]);
  // The last of several lines is about all of it.
  const rate = [...produced.stdout.matchAll(/([\d.]+) records\/sec/g)].at(-1)?.[1];
  const consumed = await run(script, [
    ...['tool', 'consumer-perf-test', ...topic, '--bootstrap-server', bootstrap],
    ...['--messages', `${records}`, '--timeout', '60000'],
  ]);
  const header = (/^start\.time.*$/m.exec(consumed.stdout)?.[0] ?? '').split(', ');
  const figures = consumed.stdout.trim().split('\n').at(-1)?.split(', ') ?? [];
  return [
    { what: 'Java producer-perf, records/s', value: Number(rate) },
    { what: 'Java consumer-perf, records/s', value: Number(figures[header.indexOf('nMsg.sec')]) },
  ];
}
