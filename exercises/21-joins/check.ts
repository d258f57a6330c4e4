import { modelCatalog, readPenguinRecords, readWineRecords } from '@kafka-tutorial/data';
import { Serdes, TopologyTestDriver } from '@kafka-tutorial/kstreams';
import { ModelDescriptor, PenguinRecord, ScoredRecord, WineRecord } from '@kafka-tutorial/proto';
import { defineChecks, type Random } from '../checking/index.ts';

type Learner = typeof import('./solution/joins.ts');

const text = Serdes.string();
const dataTypes = ['wine', 'penguins'] as const;
type DataType = (typeof dataTypes)[number];

const [wines, penguins, catalog] = await Promise.all([
  readWineRecords(),
  readPenguinRecords(),
  modelCatalog(),
]);

/** A stream of data joined with the models. */
function openModels({ dataWithModel }: Learner, random: Random) {
  const driver = new TopologyTestDriver(dataWithModel());
  const data = driver.createInputTopic('models_data', text, Serdes.bytes());
  const models = driver.createInputTopic('models_models', text, Serdes.bytes());
  const described = driver.createOutputTopic('data_with_model', text, text);
  const names = new Map<string, string>();
  const expected: string[] = [];
  return {
    driver,
    expected,
    publishModel(dataType: DataType) {
      const { name } = random.pick(catalog.filter((model) => model.dataType === dataType));
      const own = `${name}-${random.word()}`;
      names.set(dataType, own);
      const descriptor = ModelDescriptor.encode({ name: own, dataType, data: Buffer.from('model') });
      void models.pipeInput(dataType, Buffer.from(descriptor.finish()));
    },
    removeModel(dataType: DataType) {
      names.delete(dataType);
      void models.pipeInput(dataType, null);
    },
    publishData(dataType: DataType) {
      const message =
        dataType === 'wine'
          ? WineRecord.encode(random.pick(wines)).finish()
          : PenguinRecord.encode(random.pick(penguins)).finish();
      expected.push(`${dataType}: ${message.length} bytes for ${names.get(dataType) ?? 'no model'}`);
      void data.pipeInput(dataType, Buffer.from(message));
    },
    described: () => described.readKeyValuesToList().map(({ key, value }) => `${key}: ${value}`),
  };
}

/** A stream of scores joined with verdicts; times are after the beginning, in milliseconds. */
function openVerdicts({ scoresWithVerdict }: Learner, random: Random) {
  const withinMs = random.integer(20, 60) * 1000;
  const graceMs = random.integer(5, 15) * 1000;
  const driver = new TopologyTestDriver(scoresWithVerdict({ withinMs, graceMs }));
  const scores = driver.createInputTopic('models_results', text, Serdes.bytes());
  const verdicts = driver.createInputTopic('tasted_quality', text, Serdes.double());
  const joined = driver.createOutputTopic('score_with_verdict', text, text);
  const start = Date.UTC(2026, 0, random.integer(1, 28));
  let offset = random.integer(0, 1000);
  return {
    ...{ driver, withinMs, graceMs },
    /** The place of a record of its own, and the line that is expected for it. */
    nextScore() {
      const [partition, number] = [random.integer(0, 3), random.integer(30, 80) / 10];
      const place = { topic: 'models_data', partition, offset: offset++ };
      const key = `${place.topic}-${place.partition}-${place.offset}`;
      const score = ScoredRecord.encode({ ...place, dataType: 'wine', number }).finish();
      return {
        publish: (time: number) => void scores.pipeInput('wine', Buffer.from(score), start + time),
        taste: (tasted: number, time: number) => void verdicts.pipeInput(key, tasted, start + time),
        line: (tasted?: number) => `${key}: scored ${number}, tasted ${tasted ?? 'by nobody'}`,
      };
    },
    joined: () => joined.readKeyValuesToList().map(({ key, value }) => `${key}: ${value}`),
  };
}

export default defineChecks<Learner>({
  'joins a record with the model of its data type': async (learner, { equal, random }) => {
    const { driver, publishModel, publishData, described, expected } = openModels(learner, random);
    for (const dataType of dataTypes) publishModel(dataType);
    for (let n = 0; n < 12; n++) {
      if (random.integer(1, 4) === 1) publishModel(random.pick(dataTypes));
      publishData(random.pick(dataTypes));
    }
    const found = described();
    driver.close();
    equal(
      found,
      expected,
      'Models of two data types came in turn. Which one is current for wine, which for penguins?',
    );
  },

  'a record without a model comes out, too': async (learner, { equal, random }) => {
    const { driver, publishModel, removeModel, publishData, described, expected } = openModels(
      learner,
      random,
    );
    publishData('wine');
    publishModel('wine');
    publishData('wine');
    removeModel('wine');
    publishData('wine');
    const found = described();
    driver.close();
    equal(
      found,
      expected,
      'Before the first model, with it, and after a record with the value null: what is the row then?',
    );
  },

  'keeps the models in a store with a changelog': async (learner, { that, random }) => {
    const { driver, publishModel } = openModels(learner, random);
    for (const dataType of dataTypes) publishModel(dataType);
    const topics = [...driver.producedTopics()];
    driver.close();
    that(
      topics.some((topic) => topic.endsWith('-changelog')),
      `two models came, and were written to ${topics.join(', ') || 'no topic'}`,
      'Where does the next owner of the partition find the models after a restart?',
    );
  },

  'puts a verdict beside its score, in either order of arrival': async (learner, { equal, random }) => {
    const { driver, withinMs, graceMs, nextScore, joined } = openVerdicts(learner, random);
    const [inOrder, early, late] = [nextScore(), nextScore(), nextScore()];
    const tasted = random.integer(3, 8);
    inOrder.publish(0);
    inOrder.taste(tasted, random.integer(0, withinMs));
    equal(
      joined(),
      [inOrder.line(tasted)],
      'A score, then its verdict in time: do both have the same key in the join?',
    );
    early.taste(tasted, withinMs);
    early.publish(random.integer(1000, withinMs));
    equal(
      joined(),
      [early.line(tasted)],
      'The verdict was read before its score: another partition, another speed.',
    );
    late.publish(withinMs);
    nextScore().publish(2 * withinMs + graceMs - 1);
    late.taste(tasted, 2 * withinMs);
    const found = joined();
    driver.close();
    equal(
      found,
      [late.line(tasted)],
      'The verdict is in time, but is read late. How long does the join wait for it?',
    );
  },

  'a score that nobody tasted comes out alone, once': async (learner, { equal, random }) => {
    const { driver, withinMs, graceMs, nextScore, joined } = openVerdicts(learner, random);
    const [alone, tasted] = [nextScore(), nextScore()];
    const quality = random.integer(3, 8);
    alone.publish(0);
    tasted.publish(0);
    equal(joined(), [], 'A verdict may still come: what is known of a score now?');
    tasted.taste(quality, withinMs);
    equal(joined(), [tasted.line(quality)], 'One has its verdict, the other one may still get it.');
    nextScore().publish(withinMs + graceMs + 1);
    nextScore().publish(withinMs + graceMs + 2);
    const found = joined();
    driver.close();
    equal(
      found,
      [alone.line()],
      'The window and its grace have passed. What becomes of the score that nobody tasted?',
    );
  },

  'takes no verdict from before the score or after its time': async (learner, { equal, random }) => {
    const { driver, withinMs, graceMs, nextScore, joined } = openVerdicts(learner, random);
    const [before, after] = [nextScore(), nextScore()];
    before.taste(random.integer(3, 8), 999);
    before.publish(1000);
    after.publish(1000);
    after.taste(random.integer(3, 8), 1000 + withinMs + 1);
    nextScore().publish(1000 + withinMs + graceMs + 1);
    const found = joined();
    driver.close();
    equal(
      found.sort(),
      [before.line(), after.line()].sort(),
      'From when to when does a verdict belong to a score?',
    );
  },
});
