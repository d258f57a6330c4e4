import { Serdes, TopologyTestDriver } from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';
import { type CheckTools, defineChecks } from '../checking/index.ts';

type Learner = typeof import('./solution/statistics.ts');
type Statistics = ReturnType<Learner['statisticsSerde']['deserialize']>;

const minuteMs = 60_000;
const dataTypes = ['penguins', 'wine'];

export default defineChecks<Learner>({
  'keeps the statistics of each data type in its store': (learner, tools) =>
    within(learner, tools, ({ pipe, pipeMany, driver, begin }) => {
      const expected = pipeMany(dataTypes, begin, begin + minuteMs - 1);
      const store = driver.getKeyValueStore<string, Statistics>(learner.storeName);
      tools.that(
        store !== undefined,
        `of the stores [${[...driver.getAllStateStores().keys()]}] none is called "${learner.storeName}"`,
        'What a processor keeps in its fields is lost with its task. Which method adds a store to a topology?',
      );
      const kept = new Map([...(store?.all() ?? [])].map(({ key, value }) => [key, value]));
      tools.equal(
        kept,
        expected,
        'The store should have what was scored of each data type, and nothing else.',
      );
      pipe(null, begin);
      const wine = store?.get('wine');
      tools.equal(wine, expected.get('wine'), 'A record without a value came: nothing was scored.');
    }),

  'publishes them once in a minute of stream time': (learner, tools) =>
    within(learner, tools, ({ pipe, pipeMany, published, begin }) => {
      const expected = pipeMany(dataTypes, begin, begin + minuteMs - 1);
      tools.equal(published(), [], 'The minute is not over yet: no record is as late as its end.');
      // It is counted before the punctuator hears of its time.
      const time = begin + tools.random.integer(minuteMs, 2 * minuteMs - 1);
      add(expected, 'wine', pipe('wine', time));
      const records = [...expected].sort().map(([key, value]) => ({ key, value, timestamp: time }));
      tools.equal(
        published(),
        records,
        `A record came at ${time - begin} ms of the minute, which ends it: one record for each data type, at that time.`,
      );
    }),

  'begins anew after that': (learner, tools) =>
    within(learner, tools, ({ pipe, pipeMany, published, begin }) => {
      pipeMany(dataTypes, begin, begin + minuteMs - 1);
      pipe('wine', begin + minuteMs);
      published();
      const dataType = tools.random.pick(dataTypes);
      const expected = pipeMany([dataType], begin + minuteMs + 1, begin + 2 * minuteMs - 1);
      const end = begin + tools.random.integer(5, 9) * minuteMs;
      add(expected, dataType, pipe(dataType, end));
      tools.equal(
        published(),
        [{ key: dataType, value: expected.get(dataType) ?? null, timestamp: end }],
        `Since the last time only ${dataType} were scored. What does the store still have of before?`,
      );
    }),

  'does not look at the clock on the wall': (learner, tools) =>
    within(learner, tools, ({ driver, pipeMany, published, begin }) => {
      pipeMany(dataTypes, begin, begin + minuteMs - 1);
      const minutes = tools.random.integer(2, 60);
      driver.advanceWallClockTime(minutes * minuteMs);
      tools.equal(
        published(),
        [],
        `${minutes} minutes passed on the wall, none in the stream. Results that are scored again must give the same statistics.`,
      );
    }),
});

interface Running {
  readonly driver: TopologyTestDriver;
  /** Where a minute of stream time has begun, milliseconds; what was published by then is read. */
  readonly begin: number;
  /** Pipes a result, null for a record without a value; what was spent on it, microseconds. */
  pipe(dataType: string | null, timestamp: number): number;
  /** Pipes some results of each data type, in any order; what their statistics should be. */
  pipeMany(dataTypes: readonly string[], from: number, to: number): Map<string, Statistics>;
  /** What was published since this was called last. */
  published(): { key: string | null; value: Statistics; timestamp: number }[];
}

function within({ buildTopology, ...learner }: Learner, tools: CheckTools, use: (running: Running) => void) {
  const { random } = tools;
  const driver = new TopologyTestDriver(buildTopology());
  try {
    const results = driver.createInputTopic('models_results', Serdes.bytes(), learner.resultSerde);
    const output = driver.createOutputTopic('models_statistics', Serdes.string(), learner.statisticsSerde);
    const pipe: Running['pipe'] = (dataType, timestamp) => {
      const scoringMicros = random.integer(1, 5000);
      const result = dataType === null ? null : new ScoredRecord({ dataType, scoringMicros });
      results.pipeInput(dataType === null ? null : Buffer.from(dataType), result, timestamp);
      return scoringMicros;
    };
    const pipeMany: Running['pipeMany'] = (dataTypes, from, to) => {
      const expected = new Map<string, Statistics>();
      const some = dataTypes.flatMap((dataType) => Array(random.integer(2, 6)).fill(dataType));
      for (const dataType of random.shuffle<string>(some))
        add(expected, dataType, pipe(dataType, random.integer(from, to)));
      return expected;
    };
    const published: Running['published'] = () =>
      output.readRecordsToList().map(({ key, value, timestamp }) => ({ key, value, timestamp }));
    const begin = random.integer(25_000_000, 29_000_000) * minuteMs;
    // A punctuator of stream time is called with the first record there is.
    pipe('wine', begin);
    published();
    use({ driver, begin, pipe, pipeMany, published });
  } finally {
    driver.close();
  }
}

function add(statistics: Map<string, Statistics>, dataType: string, micros: number): void {
  const before = statistics.get(dataType) ?? { scored: 0, micros: 0 };
  statistics.set(dataType, { scored: before.scored + 1, micros: before.micros + micros });
}
