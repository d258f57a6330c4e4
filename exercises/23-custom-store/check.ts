import { tmpdir } from 'node:os';
import {
  Headers,
  type QueryableStoreType,
  type RestoreCallback,
  Serdes,
  StoreQueryParameters,
  TopologyTestDriver,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';
import { type Broker, withBroker } from '../checking/broker.ts';
import { defineChecks, type Random } from '../checking/index.ts';
import { startStreams } from '../checking/startStreams.ts';
import { withTemporaryFolder } from '../checking/withTemporaryFolder.ts';
import type { Entry, TopStore } from './solution/topStore.ts';

type Learner = typeof import('./solution/topStore.ts');

const dataTypes = ['wine', 'white wine'] as const;

/** A score of a data type. */
interface Score {
  readonly dataType: string;
  readonly quality: number;
  readonly offset: number;
}

function someScores(random: Random, count = 40): Score[] {
  const score = (offset: number) => ({ offset, quality: random.integer(30, 60) / 10 });
  return Array.from({ length: count }, (_, n) => ({ dataType: random.pick(dataTypes), ...score(n) }));
}

const encode = ({ dataType, quality, offset }: Score) =>
  Buffer.from(ScoredRecord.encode({ dataType, number: quality, partition: 0, offset }).finish());

function expectedTop(scores: readonly Score[], size: number, dataType: string): Entry[] {
  const own = scores.filter((score) => score.dataType === dataType);
  const best = own.sort((a, b) => b.quality - a.quality || a.offset - b.offset).slice(0, size);
  return best.map(({ quality, offset }) => ({ quality, place: `0-${offset}` }));
}

/** Takes scores through the topology: what the store has then, and what is on its changelog. */
function take({ topScores }: Learner, size: number, scores: readonly Score[]) {
  const driver = new TopologyTestDriver(topScores(size));
  const results = driver.createInputTopic('models_results', Serdes.string(), Serdes.bytes());
  for (const score of scores) void results.pipeInput(score.dataType, encode(score));
  const store = driver.getStateStore<TopStore>('top');
  const tops = dataTypes.map((dataType) => [...(store?.top(dataType) ?? [])]);
  const changelog = driver.producedRecords().filter(({ topic }) => topic === 'test-top-changelog');
  driver.close();
  return { tops, changelog };
}

/** A new store as a task opens it; `restore` plays a changelog record back, `logged` counts what it writes. */
function openStore({ TopStoreBuilder }: Learner, size: number) {
  const store = new TopStoreBuilder('top', size).build();
  let restore: RestoreCallback = () => {};
  let logged = 0;
  store.init(
    {
      applicationId: () => 'test',
      taskId: () => ({ subtopology: 0, partition: 0 }),
      stateDir: () => tmpdir(),
      changelogTopic: (name) => `test-${name}-changelog`,
      timestamp: () => 0,
      headers: () => Headers.none,
      currentStreamTimeMs: () => 0,
      logChange: () => {
        logged++;
      },
      register: (_store, callback) => {
        restore = callback;
      },
    },
    store,
  );
  return { store, restore, logged: () => logged };
}

export default defineChecks<Learner>({
  'writes its changes to its changelog': (learner, { equal, that, random }) => {
    const size = random.integer(2, 5);
    const scores = someScores(random);
    const { tops, changelog } = take(learner, size, scores);
    equal(
      tops,
      dataTypes.map((dataType) => expectedTop(scores, size, dataType)),
      `The best ${size} of each data type, as the store has them: this was right before.`,
    );
    that(
      changelog.length > 0,
      `${scores.length} scores came, and no record is on the changelog`,
      'Does `add` call `logChange`, and does the builder say that there is a changelog?',
    );
    const worse = { dataType: 'wine', quality: 1, offset: 100 };
    const full = Array.from({ length: size }, (_, offset) => ({ ...worse, quality: 5, offset }));
    const [before, after] = [take(learner, size, full), take(learner, size, [...full, worse])];
    equal(
      after.changelog.length,
      before.changelog.length,
      'A score that is not among the best changes nothing: is it written?',
    );
  },

  'restores from the last record of each key': (learner, { equal, random }) => {
    const size = random.integer(2, 5);
    const scores = someScores(random);
    const { changelog } = take(learner, size, scores);
    const last = new Map(changelog.map((record) => [String(record.key), record]));
    const { store, restore } = openStore(learner, size);
    for (const { key, value } of last.values()) if (key) restore(key, value, 0);
    equal(
      dataTypes.map((dataType) => [...store.top(dataType)]),
      dataTypes.map((dataType) => expectedTop(scores, size, dataType)),
      'The changelog was compacted: of each key only its last record is left. Is all in it that the key needs?',
    );
  },

  'restores from a changelog that is not compacted yet': (learner, { equal, random }) => {
    const size = random.integer(2, 5);
    const scores = someScores(random);
    const { changelog } = take(learner, size, scores);
    const { store, restore, logged } = openStore(learner, size);
    for (const { key, value } of changelog) if (key) restore(key, value, 0);
    equal(
      dataTypes.map((dataType) => [...store.top(dataType)]),
      dataTypes.map((dataType) => expectedTop(scores, size, dataType)),
      'All records of the changelog came, the older ones, too. Does each one replace what was there?',
    );
    equal(logged(), 0, 'Restoring is reading: what is on the changelog already must not be written again.');
    for (const key of new Set(changelog.map(({ key }) => String(key)))) restore(Buffer.from(key), null, 0);
    equal(
      dataTypes.map((dataType) => [...store.top(dataType)]),
      [[], []],
      'A changelog record with the value null deletes its key.',
    );
  },

  'is there again after a restart': async (learner, { equal, until, random }) => {
    const size = random.integer(2, 5);
    const scores = someScores(random);
    const end = { dataType: 'end', quality: 1, offset: 0 };
    const type: QueryableStoreType<TopStore> = {
      accepts: (store) => store instanceof learner.TopStore,
      create: (provider, name) => provider.stores(name, type)[0] as TopStore,
    };
    const onBroker = async ({ kafka, createTopic, produce }: Broker, stateDir: string) => {
      await createTopic('models_results');
      const messages = [...scores, end].map((score) => ({ key: score.dataType, value: encode(score) }));
      await produce('models_results', messages);
      const run = async (enough: (top: TopStore['top']) => boolean) => {
        const config = { applicationId: 'top-scores', kafka, stateDir };
        const { streams, isRunning } = await startStreams(learner.topScores(size), config);
        const top = (dataType: string) => {
          return streams.store(StoreQueryParameters.fromNameAndType('top', type)).top(dataType);
        };
        try {
          await until(
            () => isRunning() && enough(top),
            'The application runs on a broker that has scores for it: does it take them?',
          );
          return dataTypes.map((dataType) => [...top(dataType)]);
        } finally {
          await streams.close();
        }
      };
      await run((top) => top('end').length > 0);
      const found = await run(() => true);
      equal(
        found,
        dataTypes.map((dataType) => expectedTop(scores, size, dataType)),
        'The application was closed and started again. What does the callback do that `init` registers?',
      );
    };
    await withTemporaryFolder((stateDir) => withBroker((broker) => onBroker(broker, stateDir)));
  },
});
