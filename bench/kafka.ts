import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import kafkajs from 'kafkajs';
import { apacheKafka, type BrokerKind, embedded } from './kafka/brokers.ts';
import { firstRecordMs, javaRates, kafkajsLatency, kafkajsRates, type Measured } from './kafka/clients.ts';
import { markdownTable, median, spread } from './table.ts';

/**
 * The embedded broker next to Apache Kafka, where REAL_KAFKA names a script that starts one: how many records of 120 bytes
 * a second kafkajs and Kafka's own tools get through, how long a record takes, how much memory the broker has then.
 *
 * @returns whether every figure could be taken
 */
export async function benchKafka({
  records = 200_000,
  rounds,
}: {
  records?: number;
  rounds: number;
}): Promise<boolean> {
  const script = process.env.REAL_KAFKA;
  if (script === undefined)
    console.log('REAL_KAFKA names no script that starts Apache Kafka: own figures only');
  const kinds = script === undefined ? [embedded] : [embedded, apacheKafka(script)];
  const taken = new Map<string, Map<string, number[]>>();
  const note = (kind: string, { what, value }: Measured) => {
    console.log(`${kind}: ${what}: ${value.toLocaleString('en', { maximumSignificantDigits: 4 })}`);
    const byKind = taken.get(what) ?? new Map<string, number[]>();
    taken.set(what, byKind.set(kind, [...(byKind.get(kind) ?? []), value]));
  };
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds)
      for (const figure of await figuresOf(kind, records, script)) note(kind.name, figure);
    for (const figure of await startTimes(records)) note(embedded.name, figure);
  }
  console.log(`\n${records.toLocaleString('en')} records, median [least–greatest] of ${rounds} rounds\n`);
  console.log(markdownTable(['', ...kinds.map(({ name }) => name), 'ratio'], rowsOf(taken, kinds)));
  return [...taken.values()].every((byKind) => [...byKind.values()].flat().every(Number.isFinite));
}

async function figuresOf(kind: BrokerKind, records: number, script: string | undefined): Promise<Measured[]> {
  const broker = await kind.start();
  try {
    const latency = await kafkajsLatency(broker.bootstrap);
    const rates = await kafkajsRates(broker.bootstrap, records);
    const memory = broker.residentMegabytes();
    const java = script === undefined ? [] : await javaRates(script, broker.bootstrap, records);
    return [
      ...rates,
      ...java,
      ...latency,
      { what: 'resident after kafkajs, MB', value: memory },
      { what: 'resident after all, MB', value: broker.residentMegabytes() },
    ];
  } finally {
    await broker.stop();
  }
}

/** On an empty directory, and on one with the records. */
async function startTimes(records: number): Promise<Measured[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-start-'));
  try {
    const empty = await firstRecordMs();
    await fill(dir, records);
    const filled = await firstRecordMs(dir);
    return [
      { what: 'start to first record, empty, ms', value: empty },
      { what: 'start to first record, filled, ms', value: filled },
    ];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Killed when it has the records: the next start has to look at them. */
async function fill(dir: string, records: number): Promise<void> {
  const broker = await EmbeddedKafka.start({ dir, isolation: 'process' });
  const kafka = new kafkajs.Kafka({ brokers: [broker.bootstrap], logLevel: kafkajs.logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  const messages = Array.from({ length: 1000 }, () => ({ value: Buffer.alloc(120, 'x') }));
  for (let sent = 0; sent < records; sent += messages.length)
    await producer.send({ topic: 'filled', messages });
  await broker.kill();
  await producer.disconnect();
}

function rowsOf(
  taken: ReadonlyMap<string, ReadonlyMap<string, number[]>>,
  kinds: readonly BrokerKind[],
): string[][] {
  return [...taken].map(([what, byKind]) => {
    const figures = kinds.map(({ name }) => byKind.get(name));
    const [own, peer] = figures.map((values) => (values === undefined ? Number.NaN : median(values)));
    const ratio =
      own !== undefined && peer !== undefined && Number.isFinite(peer) ? (own / peer).toFixed(2) : '';
    const show = (values: number[]) => (median(values) < 20 ? decimals(values) : spread(values));
    return [what, ...figures.map((values) => (values === undefined ? '' : show(values))), ratio];
  });
}

function decimals(values: readonly number[]): string {
  return `${median(values).toFixed(2)} [${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}]`;
}
