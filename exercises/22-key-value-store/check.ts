import { join } from 'node:path';
import {
  QueryableStoreTypes,
  Serdes,
  StoreQueryParameters,
  TopologyTestDriver,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord, type ScoredRecordProperties } from '@kafka-tutorial/proto';
import { type Broker, withBroker } from '../checking/broker.ts';
import { type CheckTools, defineChecks, type Random } from '../checking/index.ts';
import { startStreams } from '../checking/startStreams.ts';
import { withTemporaryFolder } from '../checking/withTemporaryFolder.ts';
import type { Best } from './solution/bestScores.ts';

type Learner = typeof import('./solution/bestScores.ts');

const text = Serdes.string();
const stored = StoreQueryParameters.fromNameAndType(
  'best',
  QueryableStoreTypes.keyValueStore<string, Best>(),
);

const encode = (score: ScoredRecordProperties) => Buffer.from(ScoredRecord.encode(score).finish());

/** Scores of wines with qualities of a model, one of them the best, and that one. */
function someScores(random: Random) {
  const best = { quality: random.integer(900, 999) / 100, partition: random.integer(0, 3), offset: 0n };
  const scores: ScoredRecordProperties[] = Array.from({ length: 20 }, (_, offset) => ({
    dataType: 'wine',
    number: random.integer(300, 899) / 100,
    partition: best.partition,
    offset,
  }));
  const at = random.integer(1, 18);
  scores[at] = { ...scores[at], number: best.quality };
  return { scores, best: { ...best, offset: BigInt(at) } };
}

function open({ bestScores }: Learner) {
  const driver = new TopologyTestDriver(bestScores());
  const results = driver.createInputTopic('models_results', text, Serdes.bytes());
  return {
    driver,
    publish: (key: string, score: ScoredRecordProperties | null) =>
      void results.pipeInput(key, score && encode(score)),
    best: (key: string) => driver.getTimestampedKeyValueStore<string, Best>('best')?.get(key)?.value ?? null,
  };
}

/** Starts the application on a folder. */
async function start({ bestScores }: Learner, { kafka }: Broker, stateDir: string) {
  let restored = 0;
  const config = { applicationId: 'best-scores', kafka, stateDir };
  const { streams, isRunning } = await startStreams(bestScores(), config, {
    onBatchRestored(_changelog, _store, _offset, records) {
      restored += records;
    },
  });
  return {
    isRunning,
    restored: () => restored,
    best: (key: string) => streams.store(stored).get(key),
    close: () => streams.close(),
  };
}

/** Runs the application until it has the best of some scores, then again; what its store has then. */
async function restart(learner: Learner, { random, until }: CheckTools, folders: readonly [string, string]) {
  const { scores, best } = someScores(random);
  const onBroker = async (broker: Broker, root: string) => {
    await broker.createTopic('models_results');
    const messages = scores.map((score) => ({ key: 'wine', value: encode(score) }));
    await broker.produce('models_results', [...messages, { key: 'last', value: encode({ number: 1 }) }]);
    const first = await start(learner, broker, join(root, folders[0]));
    try {
      await until(
        () => first.isRunning() && first.best('last') !== null,
        'Scores are on the topic, and the application runs: are they in the store?',
      );
    } finally {
      await first.close();
    }
    const second = await start(learner, broker, join(root, folders[1]));
    try {
      await until(second.isRunning, 'The application was closed, and is to run again.');
      return { best, found: second.best('wine'), restored: second.restored() };
    } finally {
      await second.close();
    }
  };
  return withTemporaryFolder((root) => withBroker((broker) => onBroker(broker, root)));
}

export default defineChecks<Learner>({
  'writes a best as 20 bytes and reads them back': ({ bestSerde }, { equal, random }) => {
    const best = {
      quality: random.integer(0, 1000) / 100,
      partition: random.integer(0, 1_000_000),
      offset: BigInt(random.integer(0, 1_000_000)) << 33n,
    };
    const expected = Buffer.alloc(20);
    expected.writeDoubleBE(best.quality);
    expected.writeInt32BE(best.partition, 8);
    expected.writeBigInt64BE(best.offset, 12);
    const bytes = bestSerde.serialize('topic', best);
    equal(
      bytes?.toString('hex'),
      expected.toString('hex'),
      `The bytes of quality ${best.quality}, partition ${best.partition}, offset ${best.offset}, as hexadecimal digits.`,
    );
    equal(bestSerde.deserialize('topic', expected), best, 'The same bytes, read back.');
    equal(bestSerde.serialize('topic', null), null, 'null is a deleted key, and has no bytes.');
    equal(bestSerde.deserialize('topic', null), null, 'No bytes are a deleted key, and have no value.');
  },

  'refuses bytes of another length': async ({ bestSerde }, { rejects, random }) => {
    for (const length of [0, random.integer(1, 19), random.integer(21, 99)]) {
      const read = async () => bestSerde.deserialize('topic', Buffer.alloc(length));
      await rejects(
        read(),
        new RegExp(`20.*\\b${length}\\b`),
        'The error must say how many bytes were expected, and how many came.',
      );
    }
  },

  'keeps the best score of each data type': (learner, { equal, random }) => {
    const { driver, publish, best } = open(learner);
    const wine = someScores(random);
    const other = someScores(random);
    for (const [n, score] of wine.scores.entries()) {
      publish('wine', score);
      publish('white wine', other.scores[n] ?? null);
      publish('wine', { dataType: 'wine', label: random.word(), offset: 100 + n });
    }
    publish('wine', { ...wine.scores[0], number: wine.best.quality, offset: 1000 });
    publish('wine', null);
    const found = { wine: best('wine'), 'white wine': best('white wine') };
    driver.close();
    equal(
      found,
      { wine: wine.best, 'white wine': other.best },
      'Is it the best rather than the last, and the first of equals?',
    );
  },

  'is on the disk: a restart there restores nothing': async (learner, tools) => {
    const { best, found, restored } = await restart(learner, tools, ['a', 'a']);
    tools.equal(found, best, 'The application was closed and started again, and has the same folder.');
    tools.that(
      restored === 0,
      `${restored} records were read from the changelog`,
      'The folder was there: which of `Stores` keeps its content on the disk?',
    );
  },

  'a restart with an empty folder has it all back': async (learner, tools) => {
    const { best, found } = await restart(learner, tools, ['a', 'b']);
    tools.equal(
      found,
      best,
      'All scores are committed, and none is read again. Where is the best one, when the disk is empty?',
    );
  },
});
