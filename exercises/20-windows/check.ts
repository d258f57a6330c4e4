import { Serdes, TopologyTestDriver, type Windowed, WindowedSerdes } from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';
import { defineChecks, type Random } from '../checking/index.ts';

type Learner = typeof import('./solution/countScores.ts');

const text = Serdes.string();
const dataTypes = ['wine', 'penguins'] as const;
const publishedAt = Date.UTC(2026, 0, 1);

/** A score and when its record was measured. */
interface Score {
  readonly dataType: string;
  readonly eventTime: number;
}

/** Runs the topology; what is published has one timestamp, however old it is. */
function open({ countScores }: Learner, random: Random) {
  const windowMs = random.integer(2, 9) * 10_000;
  const graceMs = random.integer(1, windowMs / 2000) * 1000;
  const driver = new TopologyTestDriver(countScores({ windowMs, graceMs }));
  const scores = driver.createInputTopic('models_results', text, Serdes.protobuf(ScoredRecord));
  const keys = WindowedSerdes.timeWindowedSerdeFrom(text, windowMs);
  const counts = driver.createOutputTopic('scores_per_window', keys, Serdes.long());
  const start = windowMs * random.integer(1_000_000, 2_000_000);
  return {
    ...{ driver, windowMs, graceMs, start },
    publish({ dataType, eventTime }: Score) {
      const modelName = random.word();
      const score = ScoredRecord.decode(ScoredRecord.encode({ dataType, eventTime, modelName }).finish());
      void scores.pipeInput(dataType, score, publishedAt);
    },
    publishNothing: (dataType: string) => void scores.pipeInput(dataType, null, publishedAt),
    /** Since the last time, in the order of data types and times. */
    told: () => counts.readKeyValuesToList().map(({ key, value }) => line(key, value)),
  };
}

const line = (key: Windowed<string> | null, count: number | null) =>
  `${key?.key} from ${key?.window.start}: ${count}`;

/** The rule by itself: a record counts unless stream time has passed the end of its window and the grace. */
function expectedCounts(scores: readonly Score[], windowMs: number, graceMs: number) {
  const counts = new Map<string, { end: number; start: number; dataType: string; count: number }>();
  let streamTime = -1;
  let late = 0;
  for (const { dataType, eventTime } of scores) {
    streamTime = Math.max(streamTime, eventTime);
    const start = eventTime - (eventTime % windowMs);
    const end = start + windowMs;
    if (end + graceMs <= streamTime) late++;
    else {
      const key = `${dataType} ${start}`;
      counts.set(key, { dataType, start, end, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const closed = [...counts.values()].filter(({ end }) => end + graceMs <= streamTime);
  return { late, told: closed.map(({ dataType, start, count }) => `${dataType} from ${start}: ${count}`) };
}

export default defineChecks<Learner>({
  'counts a score in the window of its event time': async (learner, { equal, random }) => {
    const { driver, windowMs, graceMs, start, publish, told } = open(learner, random);
    const times = Array.from({ length: 3 }, (_, window) => start + window * windowMs);
    for (const eventTime of times) {
      for (let n = random.integer(1, 5); n > 0; n--) publish({ dataType: 'wine', eventTime: eventTime + n });
    }
    publish({ dataType: 'wine', eventTime: start + 3 * windowMs + graceMs });
    const windows = new Set(told().map((text) => text.replace(/: .*/, '')));
    driver.close();
    equal(
      [...windows],
      times.map((time) => `wine from ${time}`),
      'All scores were published at one moment. Which time decides the window: that of the Kafka record, or eventTime?',
    );
  },

  'tells of a window once, when it has closed': async (learner, { equal, random }) => {
    const { driver, windowMs, graceMs, start, publish, told } = open(learner, random);
    const count = random.integer(2, 6);
    for (let n = 0; n < count; n++) publish({ dataType: 'wine', eventTime: start + n });
    equal(told(), [], 'The window is still open: what came out before it ended?');
    publish({ dataType: 'penguins', eventTime: start + windowMs + graceMs - 1 });
    equal(told(), [], 'The window has ended, but its grace period has not: what came out?');
    publish({ dataType: 'penguins', eventTime: start + windowMs + graceMs });
    const final = told();
    driver.close();
    equal(
      final,
      [`wine from ${start}: ${count}`],
      'Stream time has reached the end of the window and its grace: now its count is final.',
    );
  },

  'passes over a record without a value': async (learner, { equal, random }) => {
    const { driver, windowMs, graceMs, start, publish, publishNothing, told } = open(learner, random);
    publish({ dataType: 'wine', eventTime: start });
    publishNothing('wine');
    publish({ dataType: 'wine', eventTime: start + windowMs + graceMs });
    const final = told();
    driver.close();
    equal(final, [`wine from ${start}: 1`], 'A value of null has no event time, and must not count.');
  },

  'counts late records within the grace period': async (learner, { equal, random }) => {
    const { driver, windowMs, graceMs, start, publish, told } = open(learner, random);
    const late = random.integer(1, 5);
    publish({ dataType: 'wine', eventTime: start });
    publish({ dataType: 'wine', eventTime: start + windowMs + graceMs - 1 });
    for (let n = 0; n < late; n++) publish({ dataType: 'wine', eventTime: start + n });
    publish({ dataType: 'wine', eventTime: start + windowMs + graceMs });
    const final = told();
    driver.close();
    equal(
      final,
      [`wine from ${start}: ${1 + late}`],
      `${late} records came after a later one, but before the grace period was over.`,
    );
  },

  'drops what comes later still, and Kafka Streams counts it': async (learner, { equal, random }) => {
    const { driver, windowMs, graceMs, start, publish, told } = open(learner, random);
    const scores: Score[] = Array.from({ length: 300 }, (_, n) => ({
      dataType: random.pick(dataTypes),
      // Forward by a twentieth of a window each time, and up to two windows late.
      eventTime: Math.floor(
        start + (n * windowMs) / 20 - random.integer(0, 1) * random.integer(0, 2 * windowMs),
      ),
    })).filter(({ eventTime }) => eventTime >= start);
    for (const score of scores) publish(score);
    const expected = expectedCounts(scores, windowMs, graceMs);
    const [found, dropped] = [told(), driver.droppedRecords()];
    driver.close();
    equal(
      found.sort(),
      expected.told.sort(),
      'Scores of 15 windows, many of them late: each window that has closed.',
    );
    equal(
      dropped,
      expected.late,
      'The metric dropped-records-total: how many came too late for their window.',
    );
  },
});
