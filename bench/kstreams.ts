import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { connectKafka } from '@kafka-tutorial/kafka';
import { silentLogger } from '@kafka-tutorial/util';
import { javaPeer } from './javaPeer.ts';
import { KstreamsBench, type KstreamsRun } from './kstreamsRun.ts';
import { type Workload, workloads } from './kstreamsWorkloads.ts';
import type { Program } from './programRun.ts';
import { markdownTable, spread } from './table.ts';

const own: Program = { command: process.execPath, args: ['--import', 'tsx', 'bench/kstreamsProgram.ts'] };

/**
 * How many records a second lib/kstreams takes through a topology, and how fast it restores a store, next to Java's
 * Kafka Streams with the same topologies on the same broker.
 *
 * @returns whether what was written was right, in every run
 */
export async function benchKstreams({
  records = 1_000_000,
  rounds,
}: {
  records?: number;
  rounds: number;
}): Promise<boolean> {
  const java = javaPeer();
  if ('missing' in java) console.log(`Java's Kafka Streams is left out: ${java.missing}.`);
  const peers = { kstreams: own, ...('missing' in java ? {} : { Java: java }) };
  const broker = process.env.KAFKA_BROKERS
    ? undefined
    : await EmbeddedKafka.start({ isolation: 'process', log: console.error });
  const env = { ...process.env, KAFKA_BROKERS: broker?.bootstrap ?? process.env.KAFKA_BROKERS };
  const stateDir = mkdtempSync(join(tmpdir(), 'bench-kstreams-'));
  try {
    const { kafka, brokers } = await connectKafka({ clientId: 'bench', env, logger: silentLogger });
    const bench = new KstreamsBench({ kafka, brokers, env, stateDir, records });
    const runs: TakenRun[] = [];
    try {
      await bench.prepare();
      for (let round = 1; round <= rounds; round++) {
        for (const workload of workloads) {
          for (const [peer, program] of Object.entries(peers)) {
            const run = await bench.run(program, workload);
            runs.push({ ...run, workload, peer });
            console.log(`round ${round}: ${workload.name}, ${peer}: ${describe(run)}`);
          }
        }
      }
    } finally {
      await bench.close();
    }
    console.log(
      `\n${records.toLocaleString('en')} records preloaded, median [least–greatest] of ${rounds} rounds\n`,
    );
    console.log(markdownTable(header, rows(runs, Object.keys(peers))));
    return runs.every(({ wrong }) => wrong === undefined);
  } finally {
    await broker?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

interface TakenRun extends KstreamsRun {
  readonly workload: Workload;
  readonly peer: string;
}

const header = [
  ...['topology', 'library', 'thousand records/s', 'of Java’s', 'CPU, s'],
  ...['peak RSS, MB', 'launch to first record, ms', 'written'],
];

/** A line for each workload and library; ratios are those of the same round. */
function rows(runs: readonly TakenRun[], peers: readonly string[]): string[][] {
  return workloads.flatMap((workload) => {
    const of = (peer: string) => runs.filter((run) => run.workload === workload && run.peer === peer);
    const rates = (peer: string) => of(peer).map(({ recordsPerSecond }) => recordsPerSecond);
    const [java, all] = [rates('Java'), peers];
    return all.map((peer) => [
      workload.name,
      peer,
      spread(rates(peer).map((rate) => rate / 1000)),
      java.length === 0
        ? '–'
        : spread(
            rates(peer).map((rate, round) => rate / (java[round] ?? Number.NaN)),
            2,
          ),
      spread(
        of(peer).map(({ cpuSeconds }) => cpuSeconds),
        1,
      ),
      spread(of(peer).map(({ peakMegabytes }) => peakMegabytes)),
      spread(of(peer).map(({ firstMs }) => firstMs)),
      [...new Set(of(peer).map(({ wrong, written }) => wrong ?? written))].join('; '),
    ]);
  });
}

function describe({ recordsPerSecond, wrong, written }: KstreamsRun): string {
  return `${Math.round(recordsPerSecond).toLocaleString('en')} records/s; ${wrong === undefined ? written : `WRONG: ${wrong}`}`;
}
