import { modelCatalog, readModelDescriptor, readWineRecords } from '@kafka-tutorial/data';
import { ensureTopics } from '@kafka-tutorial/kafka';
import { ModelDescriptor, ScoredRecord, WineRecord } from '@kafka-tutorial/proto';
import { type Approach, ports, type ServerState, topicSpecs, topics } from '@kafka-tutorial/serving';
import { textTable } from '@kafka-tutorial/util';
import { TestProgram } from '@kafka-tutorial/util/testing';
import { type Broker, withBroker } from '../checking/broker.ts';
import { withTemporaryFolder } from '../checking/withTemporaryFolder.ts';
import { haveKept, type RunningServer } from './keptByServers.ts';
import type { Lab, Observation } from './lab.ts';

const kept = 300;
const inHand = 100;
const meanwhile = 100;
const before = kept + inHand;
const all = before + meanwhile;
const patienceMs = 90_000;
const pollMs = 300;
// Often, so that a server dies before it commits what it has just published.
const hastyPollMs = 20;
const approaches = Object.keys(ports).filter((name): name is Approach => name !== 'client');

interface Server extends RunningServer {
  readonly program: TestProgram;
}

export const killServers: Lab = {
  name: 'kill-servers',
  title: 'Kill every server',
  chapter: 'docs/09-stores.md',
  story: `All five servers score ${kept} wines with the same model, and have the time to commit, and to keep what each of them keeps.
They score ${inHand} more, and in that moment each is killed (kill -9). While they are dead, another ${meanwhile} wines come. The servers are
started again; no model is published anew.`,
  question: `Which of them cannot score the ${meanwhile} wines that came while it was dead?`,
  choices: {
    a: 'customStage and kstreamsInMemory: both keep their models in memory.',
    b: 'kstreamsInMemory only.',
    c: 'None: the model is still on its topic.',
    d: 'All but actorsPersistent, whose actors persist.',
  },
  answer: 'b',
  run: (say) =>
    withTemporaryFolder((directory) =>
      // In a process of its own: five servers that start keep the machine busy.
      withBroker((broker) => experiment(broker, directory, say), { isolation: 'process' }),
    ),
};

async function experiment(
  broker: Broker,
  directory: string,
  say: (line: string) => void,
): Promise<Observation> {
  const wines = (await readWineRecords()).map((wine) => Buffer.from(WineRecord.encode(wine).finish()));
  const send = (from: number, to: number) =>
    broker.produce(
      topics.data,
      wines.slice(from, to).map((value) => ({ key: 'wine', value })),
    );
  await ensureTopics(broker.kafka, topicSpecs);
  await broker.produce(topics.models, [{ key: 'wine', value: await wineModel() }]);

  const start = () => Promise.all(approaches.map((approach) => startServer(approach, broker, directory)));
  const kill = (servers: readonly Server[]) =>
    Promise.all(servers.map(({ program }) => program.stop('SIGKILL')));

  say('the five servers start');
  let servers = await start();
  try {
    await until(async () => (await states(servers)).every(({ models }) => models.wine));
    await send(0, kept);
    const haveScored = async (wines: number) =>
      (await states(servers)).every(({ models }) => models.wine?.usage === wines);
    await until(() => haveScored(kept));
    say(`each has scored ${kept} wines; they get the time to keep what they keep`);
    await until(() => haveKept(kept, servers, broker.kafka, directory));
    await send(kept, before);
    await until(() => haveScored(before), hastyPollMs);
    say(`each has scored ${before} wines; all of them are killed`);
    await kill(servers);
    await send(before, all);
    say(
      `${meanwhile} more wines have come; the servers start again, and wait until their groups give up the dead`,
    );
    servers = await start();
    let results = new Map<string, string[]>();
    await until(async () => {
      results = await readResults(broker);
      const now = await states(servers);
      return servers.every(
        ({ approach }, i) =>
          new Set(results.get(approach)).size === all || (now[i]?.skipped ?? 0) >= meanwhile,
      );
    });
    const counted = await states(servers);
    const fates = servers.map(({ approach }, i) => {
      const scored = results.get(approach) ?? [];
      return {
        approach,
        model: counted[i]?.models.wine?.name ?? 'none',
        lost: all - new Set(scored).size,
        twice: scored.length - new Set(scored).size,
        count: counted[i]?.models.wine?.usage ?? 0,
      };
    });
    return {
      choice: choiceFor(fates.filter(({ lost }) => lost > 0).map(({ approach }) => approach)),
      report: textTable(
        ['server', 'model after the restart', 'not scored', 'scored twice', `its count of ${all}`],
        fates.map(({ approach, model, lost, twice, count }) => [
          ...[approach, model],
          ...[lost, twice, count].map(String),
        ]),
      ),
      because: `customStage reads the models topic from its beginning at every start, actorsPersistent has a journal and snapshots,
kstreamsKVStore and kstreamsCustomStore have changelog topics from which their stores are restored. kstreamsInMemory has
committed the offset of the model and keeps the model nowhere else: it starts empty and waits for the next one. Its
records are skipped, as if no model had ever come. Scored twice is what a server had published but not committed when it
died: up to ${inHand}, as offsets are committed every second. The last column is what a server believes to have scored: where the
count was only in memory it began again at 0; where it is kept, by a snapshot every five seconds or in a store, it goes on, and
what was scored twice may count twice.`,
    };
  } finally {
    await kill(servers);
  }
}

async function wineModel(): Promise<Buffer> {
  const entry = (await modelCatalog()).find(({ name }) => name === 'wineDecisionTree');
  if (!entry) throw new Error('data/models has no wineDecisionTree');
  return Buffer.from(ModelDescriptor.encode(await readModelDescriptor(entry)).finish());
}

async function startServer(approach: Approach, { bootstrap }: Broker, directory: string): Promise<Server> {
  const env = { KAFKA_BROKERS: bootstrap, TUTORIAL_DIR: directory, LOG_LEVEL: 'info' };
  const program = new TestProgram(`${approach}/main.ts`, ['--port', '0'], env);
  const [, url = ''] = await program.line(/page: (http\S+)/);
  return { approach, program, url };
}

function states(servers: readonly Server[]): Promise<ServerState[]> {
  return Promise.all(
    servers.map(async ({ url }) => (await (await fetch(`${url}/state`)).json()) as ServerState),
  );
}

/** Which records each server has published a result of, by partition and offset; a repeated one more than once. */
async function readResults(broker: Broker): Promise<Map<string, string[]>> {
  const results = new Map<string, string[]>();
  for (const { value } of await broker.read(topics.results)) {
    const { approach, partition, offset } = ScoredRecord.decode(value ?? Buffer.alloc(0));
    results.set(approach, [...(results.get(approach) ?? []), `${partition}@${offset}`]);
  }
  return results;
}

async function until(condition: () => Promise<boolean>, everyMs = pollMs): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`the servers did not get there within ${patienceMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

function choiceFor(unable: readonly Approach[]): string | undefined {
  const choices: Record<string, string> = {
    '': 'c',
    kstreamsInMemory: 'b',
    'customStage,kstreamsInMemory': 'a',
    'customStage,kstreamsInMemory,kstreamsKVStore,kstreamsCustomStore': 'd',
  };
  return choices[unable.join()];
}
