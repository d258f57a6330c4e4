import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { BenchedNode } from './benchedNode.ts';
import { wineVarieties } from './preloadVarieties.ts';
import { ScoringLoad } from './scoringLoad.ts';
import { markdownTable, spread } from './table.ts';

const dataTypes = wineVarieties(8);
const everyMs = 10;
// Until what the killed process has published has arrived.
const arrivalMs = 200;

interface Measured {
  /** From the start of the process, or from the kill of the other one, to the first record that it scored, ms. */
  readonly ms: number;
  readonly lost: number;
  readonly twice: number;
}

type Scenario = (load: ScoringLoad, start: (name: string) => BenchedNode) => Promise<number>;

/** How soon killed actors score again, and whether a record is lost by it. */
export async function benchRecovery(rounds: number): Promise<boolean> {
  const subjects = [
    { name: 'kill -9 and restart, state in files', persistence: 'file', run: restart },
    { name: 'kill -9 and restart, state in Kafka', persistence: 'kafka', run: restart },
    { name: 'kill -9 of one of two nodes, state in files', persistence: 'file', run: failover },
    { name: 'kill -9 of one of two nodes, state in Kafka', persistence: 'kafka', run: failover },
  ].map((subject) => ({ ...subject, measured: [] as Measured[] }));
  for (let round = 1; round <= rounds; round++) {
    for (const { name, persistence, run, measured } of subjects) {
      const result = await measure(run, persistence);
      measured.push(result);
      console.log(
        `round ${round}: ${name}: ${Math.round(result.ms)} ms, ${result.lost} lost, ${result.twice} twice`,
      );
    }
  }
  const rows = subjects.map(({ name, measured }) => [
    name,
    spread(measured.map(({ ms }) => ms)),
    String(measured.reduce((sum, { lost }) => sum + lost, 0)),
    spread(measured.map(({ twice }) => twice)),
  ]);
  console.log(
    `\nWhile ${1000 / everyMs} records a second of ${dataTypes.length} data types come, ${rounds} rounds\n`,
  );
  console.log(
    markdownTable(['what happens', 'until the next score, ms', 'records lost', 'scored twice'], rows),
  );
  return subjects.every(({ measured }) => measured.every(({ lost }) => lost === 0));
}

/** From the start of the new process to its first result. */
async function restart(load: ScoringLoad, start: (name: string) => BenchedNode): Promise<number> {
  const first = start('a');
  await load.nextResult(() => true);
  await sleep(1_000);
  await first.kill();
  await sleep(arrivalMs);
  const started = performance.now();
  start('a');
  return (await load.nextResult(() => true)) - started;
}

/** From the kill to the first result of a data type that the killed node had, for a record that came after the kill. */
async function failover(load: ScoringLoad, start: (name: string) => BenchedNode): Promise<number> {
  start('a');
  await load.nextResult(() => true);
  const b = start('b');
  const lost = await b.actors(2);
  await sleep(1_000);
  const [killed, killedAt] = [performance.now(), Date.now()];
  await b.kill();
  const isNew = ({ dataType, eventTime }: { dataType: string; eventTime: number }) =>
    lost.includes(dataType) && eventTime > killedAt;
  return (await load.nextResult(isNew)) - killed;
}

async function measure(scenario: Scenario, persistence: string): Promise<Measured> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-actors-'));
  const broker = await EmbeddedKafka.start({ isolation: 'process' });
  const env = { KAFKA_BROKERS: broker.bootstrap, TUTORIAL_DIR: directory, LOG_LEVEL: 'warn' };
  const nodes: BenchedNode[] = [];
  const load = await ScoringLoad.start({ env, dataTypes, everyMs });
  try {
    const ms = await scenario(load, (name) => {
      const node = new BenchedNode(['--port', '0', '--instance', name, '--persistence', persistence], env);
      nodes.push(node);
      return node;
    });
    await sleep(1_000);
    return { ms, ...(await load.end()) };
  } finally {
    await Promise.all(nodes.map((node) => node.kill()));
    await load.close();
    await broker.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
