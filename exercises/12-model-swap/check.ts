import { once } from 'node:events';
import { modelCatalog, readModelDescriptor, readWineRecords } from '@kafka-tutorial/data';
import {
  createModelFactory,
  type FeatureRecord,
  ModelError,
  type ModelFactory,
  type ScoreOutcome,
} from '@kafka-tutorial/model';
import { ModelDescriptor, ModelType } from '@kafka-tutorial/proto';
import { type CheckTools, defineChecks } from '../checking/index.ts';

type Learner = typeof import('./solution/modelStage.ts');
type Outcome = import('./solution/modelStage.ts').Outcome;

export default defineChecks<Learner>({
  'skips and counts records while there is no model': async ({ ModelStage }, { equal, until, random }) => {
    const { stage, outcomes } = running(new ModelStage(controlled().factory));
    const wines = await someWines(random.integer(2, 5), random);
    for (const wine of wines) stage.write(wine);
    await until(() => outcomes.length >= wines.length, 'There is an outcome for each record.', 1000);
    const look = 'No model yet: what becomes of a record, and where is it counted?';
    equal(scoredBy(outcomes), new Array(wines.length).fill('skipped'), look);
    equal(stage.skipped, wines.length, look);
    stage.destroy();
  },

  'a new model takes over between two records': async ({ ModelStage }, { equal, until, random }) => {
    const factory = createModelFactory();
    const { stage, outcomes } = running(new ModelStage(factory));
    const descriptors = random.shuffle(await wineModels());
    for (const descriptor of descriptors) {
      stage.models.write(descriptor);
      const accepted: Outcome = { kind: 'modelAccepted', model: descriptor.name };
      await until(
        () => outcomes.length > 0,
        `${descriptor.name} was sent: an outcome says what became of it.`,
      );
      equal(outcomes.splice(0), [accepted], `${descriptor.name} is a good model.`);

      const model = await factory.create(descriptor);
      for (const record of await someWines(random.integer(1, 4), random)) {
        stage.write(record);
        await until(() => outcomes.length > 0, 'There is an outcome for each record.');
        const { value } = (await model.score(record)) as Exclude<ScoreOutcome, ModelError>;
        const [outcome] = outcomes.splice(0);
        const found =
          outcome?.kind === 'scored' ? { model: outcome.model, value: outcome.score.value } : outcome;
        equal<unknown>(found, { model: descriptor.name, value }, `${descriptor.name} is the latest model.`);
      }
    }
    stage.destroy();
  },

  'scores with the old model while the new one is loaded': async ({ ModelStage }, tools) => {
    const { equal, until, random } = tools;
    const { factory, models, load } = controlled({ answersAtOnce: true, slow: 'new' });
    const { stage, outcomes } = running(new ModelStage(factory));
    stage.models.write(descriptor('old'));
    await until(() => outcomes.length === 1, 'A good model is accepted.', 1000);
    stage.models.write(descriptor('new'));
    await turns();
    const count = random.integer(2, 4);
    for (const wine of await someWines(count, random)) stage.write(wine);
    const look = 'The new model is still being loaded. Who scores meanwhile, and is it still usable?';
    await until(() => outcomes.length >= 1 + count, look, 1000);
    equal(scoredBy(outcomes.splice(0)), new Array(count).fill('old'), look);
    equal(models.old.usedAfterCleanup, 0, 'How often a model was used after it had been cleaned up.');
    load();
    await until(() => outcomes.length === 1, 'The new model has been loaded.', 1000);
    for (const wine of await someWines(count, random)) stage.write(wine);
    await until(() => outcomes.length === 1 + count, 'There is an outcome for each record.', 1000);
    equal(scoredBy(outcomes), new Array(count).fill('new'), 'The new model is there.');
    stage.destroy();
  },

  'cleans up the old model after its last use': async ({ ModelStage }, tools) => {
    for (const ending of tools.random.shuffle(['score', 'failure'] as const)) {
      await swapWhileScoring(ModelStage, ending, tools);
    }
    const { equal, until } = tools;
    const { factory, models } = controlled();
    const { stage, outcomes } = running(new ModelStage(factory));
    for (const name of ['old', 'new']) stage.models.write(descriptor(name));
    await until(() => outcomes.length === 2, 'Both models are good.', 1000);
    await turns();
    equal([models.old.cleaned, models.new.cleaned], [1, 0], 'Nothing was in flight when the new model came.');
    stage.destroy();
  },

  'rejects a bad model and goes on with the old one': async ({ ModelStage }, tools) => {
    const { equal, that, until, random } = tools;
    const [good] = await wineModels();
    if (!good) throw new Error('there are no models of wine');
    const { stage, outcomes } = running(new ModelStage(createModelFactory()));
    let failure: unknown;
    stage.on('error', (error) => (failure = error));
    stage.models.write(good);
    await until(() => outcomes.length === 1, 'A good model is accepted.');
    outcomes.splice(0);
    const name = random.word();
    const bad: [string, ModelDescriptor][] = random.shuffle([
      ['MODEL_CORRUPT', new ModelDescriptor({ ...good, name, data: Buffer.from(`<PMML>${name}`) })],
      ['MODEL_EMPTY', new ModelDescriptor({ ...good, name, data: new Uint8Array() })],
      ['RECORD_TYPE_UNKNOWN', new ModelDescriptor({ ...good, name, dataType: 'beer' })],
    ]);
    for (const [code, model] of bad) {
      stage.models.write(model);
      await until(
        () => outcomes.length > 0 || failure !== undefined,
        'An outcome says what became of the model.',
        1000,
      );
      that(
        failure === undefined,
        `the stage failed: ${failure}`,
        'A bad model is an outcome. What catches the error?',
      );
      const [rejected] = outcomes.splice(0);
      const found =
        rejected?.kind === 'modelRejected' ? { model: rejected.model, code: rejected.reason.code } : rejected;
      equal<unknown>(
        found,
        { model: name, code },
        'A model that cannot be loaded is rejected, and the reason says why.',
      );
      const [wine] = await someWines(1, random);
      stage.write(wine);
      await until(() => outcomes.length > 0, 'There is an outcome for each record.', 1000);
      equal(scoredBy(outcomes.splice(0)), [good.name], 'The old model goes on.');
    }
    stage.destroy();

    const { factory, models } = controlled({ answersAtOnce: true, broken: 'new' });
    const second = running(new ModelStage(factory));
    for (const each of ['old', 'new']) second.stage.models.write(descriptor(each));
    await until(() => second.outcomes.length === 2, 'A model that fails its trial is rejected.', 1000);
    equal(
      second.outcomes.map(({ kind }) => kind),
      ['modelAccepted', 'modelRejected'],
      'The second one fails its trial.',
    );
    equal(models.old.cleaned, 0, 'The old model goes on: it is still needed.');
    second.stage.destroy();
  },

  'cleans up the last model in the end': async ({ ModelStage }, { equal, until }) => {
    for (const end of ['end', 'destroy'] as const) {
      const { factory, models } = controlled();
      const { stage, outcomes } = running(new ModelStage(factory));
      stage.models.write(descriptor('old'));
      await until(() => outcomes.length === 1, 'A good model is accepted.', 1000);
      const closed = once(stage, 'close');
      stage[end]();
      await closed;
      equal(models.old.cleaned, 1, `After \`${end}\` nobody scores any more.`);
    }
  },
});

/** A new model arrives while the old one is still at a score. */
async function swapWhileScoring(
  ModelStage: Learner['ModelStage'],
  ending: 'score' | 'failure',
  { equal, until, random }: CheckTools,
): Promise<void> {
  const { factory, models } = controlled();
  const { stage, outcomes } = running(new ModelStage(factory));
  stage.models.write(descriptor('old'));
  await until(() => outcomes.length === 1, 'A good model is accepted.', 1000);
  const [first, second] = await someWines(2, random);
  stage.write(first);
  await until(() => models.old.inFlight > 0, 'The old model scores the first record.', 1000);
  stage.models.write(descriptor('new'));
  await until(() => models.new.tried, 'The new model is loaded while the old one is at a score.', 1000);
  await turns();
  equal(models.old.cleaned, 0, 'The old model is at a score: it must not be cleaned up yet.');
  models.old.answer(ending === 'score' ? { value: 5 } : new Error('broken'));
  await until(
    () => outcomes.length === 3,
    'The score in flight and the new model have an outcome each.',
    1000,
  );
  equal(
    outcomes.map(({ kind }) => kind).sort(),
    [ending === 'score' ? 'scored' : 'deadLettered', 'modelAccepted', 'modelAccepted'].sort(),
    'Two models were accepted, and one record came.',
  );
  await turns();
  equal(models.old.cleaned, 1, 'How often the old model was cleaned up, now that its last score is done.');
  stage.write(second);
  await until(() => models.new.inFlight > 0, 'The new model scores the next record.', 1000);
  models.new.answer({ value: 6 });
  await until(() => outcomes.length === 4, 'There is an outcome for each record.', 1000);
  equal(models.new.cleaned, 0, 'The new model is in service.');
  stage.destroy();
}

interface Control {
  /** Makes the models `old` and `new` answer at once instead of when they are told. */
  readonly answersAtOnce?: boolean;
  /** Is not loaded before `load`. */
  readonly slow?: string;
  /** Fails its trial. */
  readonly broken?: string;
}

/** A factory of two models that do what a check tells them; each is tried by its first score. */
function controlled({ answersAtOnce = false, slow, broken }: Control = {}) {
  const models = { old: controlledModel(answersAtOnce), new: controlledModel(answersAtOnce) };
  let load = () => {};
  const loaded = new Promise<void>((resolve) => {
    load = resolve;
  });
  const factory: ModelFactory = {
    async create({ name }) {
      if (name === slow) await loaded;
      const model = name === 'old' ? models.old : models.new;
      if (name === broken) model.breakDown();
      return {
        score: model.score,
        scoreBatch: (records) => Promise.all(records.map(model.score)),
        cleanup: () => {
          model.cleaned++;
        },
        toBytes: () => new Uint8Array(),
        getType: () => ModelType.PMML,
      };
    },
    restore: () => Promise.reject(new Error('not needed')),
  };
  return { factory, models, load };
}

function controlledModel(answersAtOnce: boolean) {
  const waiting: ((outcome: ScoreOutcome | Error) => void)[] = [];
  let broken = false;
  const model = {
    ...{ cleaned: 0, usedAfterCleanup: 0, tried: false },
    get inFlight() {
      return waiting.length;
    },
    breakDown: () => {
      broken = true;
    },
    answer: (outcome: ScoreOutcome | Error) => waiting.shift()?.(outcome),
    score: async (_record: FeatureRecord): Promise<ScoreOutcome> => {
      if (broken) return new ModelError('SCORING_FAILED', 'broken');
      if (model.cleaned > 0) model.usedAfterCleanup++;
      if (!model.tried || answersAtOnce) {
        model.tried = true;
        return { value: 5 };
      }
      return new Promise((resolve, reject) => {
        waiting.push((outcome) =>
          outcome instanceof Error && !(outcome instanceof ModelError) ? reject(outcome) : resolve(outcome),
        );
      });
    },
  };
  return model;
}

/** A stage and what has come out of it. */
function running(stage: InstanceType<Learner['ModelStage']>) {
  const outcomes: Outcome[] = [];
  stage.on('data', (outcome: Outcome) => outcomes.push(outcome));
  return { stage, outcomes };
}

function scoredBy(outcomes: readonly Outcome[]): unknown[] {
  const ofRecords = outcomes.filter(({ kind }) => kind !== 'modelAccepted' && kind !== 'modelRejected');
  return ofRecords.map((outcome) => (outcome.kind === 'scored' ? outcome.model : outcome.kind));
}

function descriptor(name: string): ModelDescriptor {
  return new ModelDescriptor({ name, dataType: 'wine', modeltype: ModelType.PMML, data: Buffer.from(name) });
}

async function wineModels(): Promise<ModelDescriptor[]> {
  const names = ['wineLinearRegression', 'wineDecisionTree'];
  const entries = (await modelCatalog()).filter(({ name }) => names.includes(name));
  return Promise.all(entries.map(async (entry) => new ModelDescriptor(await readModelDescriptor(entry))));
}

async function someWines(count: number, random: CheckTools['random']): Promise<FeatureRecord[]> {
  const wines = await readWineRecords();
  return Array.from({ length: count }, () => ({ ...random.pick(wines) }));
}

/** Lets everything happen that is ready to happen. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
