import { modelCatalog, readModelDescriptor, readPenguinRecords, readWineRecords } from '@kafka-tutorial/data';
import {
  createModelFactory,
  type FeatureRecord,
  type Model,
  ModelError,
  type Score,
} from '@kafka-tutorial/model';
import { defineChecks, type Random } from '../checking/index.ts';

type Learner = typeof import('./solution/ensemble.ts');
type Member = Pick<Model, 'score'>;

export default defineChecks<Learner>({
  'gives the value that most members give': async ({ Ensemble }, { equal, random }) => {
    const [winner = '', loser = ''] = random.shuffle(['Adelie', 'Gentoo', 'Chinstrap']);
    const votes = [loser, ...random.shuffle([winner, winner, winner, loser])];
    const outcome = await new Ensemble(votes.map(gives), 'vote').score({});
    equal(scoreValue(outcome), winner, `The majority of ${votes}.`);

    const [first = '', second = ''] = random.shuffle(['Adelie', 'Gentoo']);
    const tie = [first, second, second, first];
    equal(
      scoreValue(await new Ensemble(tie.map(gives), 'vote').score({})),
      first,
      `${tie}: as many for each, so it is the first one.`,
    );
  },

  'averages numbers': async ({ Ensemble }, { that, random }) => {
    const numbers = Array.from({ length: 4 }, () => random.integer(300, 800) / 100);
    const mean = numbers.reduce((sum, each) => sum + each) / numbers.length;
    const value = scoreValue(await new Ensemble(numbers.map(gives), 'average').score({}));
    that(near(value, mean), `the average of ${numbers} was ${value}`, `It is ${mean}.`);
  },

  'scores with real models as one': async ({ Ensemble }, { equal, that, random }) => {
    const regressions = await models('wineLinearRegression', 'wineGradientBoosting');
    const wine = random.pick(await readWineRecords());
    const average = scoreValue(await new Ensemble(regressions, 'average').score(wine));
    const each = await Promise.all(regressions.map(async (model) => scoreValue(await model.score(wine))));
    const mean = each.reduce<number>((sum, value) => sum + Number(value), 0) / each.length;
    that(near(average, mean), `${each} were averaged to ${average}`, `The mean of both is ${mean}.`);

    const classifiers = await models('penguinDecisionTree', 'penguinLogisticRegression');
    const penguin = random.pick(await readPenguinRecords()) as unknown as FeatureRecord;
    const [species] = await Promise.all(
      classifiers.map(async (model) => scoreValue(await model.score(penguin))),
    );
    // The first one has two of three votes, whatever the other says.
    const members = [classifiers[1], classifiers[0], classifiers[0]].filter((model) => model !== undefined);
    const voted = scoreValue(await new Ensemble(members, 'vote').score(penguin));
    equal(voted, species, 'Two of three votes are the majority.');
  },

  'asks all members at once': async ({ Ensemble }, { until, random }) => {
    let asked = 0;
    const answers: (() => void)[] = [];
    const waits: Member = {
      score: () =>
        new Promise((resolve) => {
          asked++;
          answers.push(() => resolve({ value: 1 }));
        }),
    };
    const count = random.integer(3, 5);
    const scoring = new Ensemble(
      Array.from({ length: count }, () => waits),
      'vote',
    ).score({});
    scoring.catch(() => {});
    await until(() => asked === count, 'Is a member asked only when the one before has answered?', 1000);
    for (const answer of answers) answer();
    await scoring;
  },

  'leaves out members that fail, and counts them': async ({ Ensemble }, { equal, that, random }) => {
    const [first, second] = [random.integer(3, 8), random.integer(3, 8)];
    const members = [throws(random), gives(first), rejects(random), answersWithError(random), gives(second)];
    const ensemble = new Ensemble(members, 'average');
    const rounds = random.integer(2, 4);
    for (let round = 0; round < rounds; round++) {
      const outcome = await ensemble.score({}).catch((error: unknown) => error);
      that(
        !(outcome instanceof Error),
        `${outcome}`,
        'One member throws, one rejects and one answers with a ModelError; two could score.',
      );
      const value = scoreValue(outcome);
      that(
        near(value, (first + second) / 2),
        `the average was ${value}`,
        `Only ${first} and ${second} are there to be averaged.`,
      );
    }
    equal(
      ensemble.leftOut,
      [rounds, 0, rounds, rounds, 0],
      'How often each member was left out, by its position.',
    );
  },

  'leaves out a member without a prediction': async ({ Ensemble }, { equal, random }) => {
    const value = random.integer(3, 8);
    for (const method of ['average', 'vote'] as const) {
      const ensemble = new Ensemble([gives(null), gives(value), gives(null)], method);
      equal(
        scoreValue(await ensemble.score({})),
        value,
        '`value: null` is how a model says that it has no prediction. It is no number and no label.',
      );
      equal(ensemble.leftOut, [1, 0, 1], 'A member without a prediction has no say, either.');
    }
  },

  'answers with an error when nobody is left': async ({ Ensemble }, { equal, that, random }) => {
    const message = random.word();
    const members = [throws(random, message), rejects(random), gives(null)];
    for (const method of ['average', 'vote'] as const) {
      const outcome = await new Ensemble(members, method)
        .score({})
        .catch((error: unknown) => ({ thrown: error }));
      that(
        outcome instanceof ModelError,
        `the outcome was ${JSON.stringify(outcome)}`,
        'An outcome that is a ModelError, neither a score nor a rejection.',
      );
      if (!(outcome instanceof ModelError)) return;
      equal(outcome.code, 'SCORING_FAILED', 'The code of the error.');
      that(
        outcome.message.includes(message),
        `the error says: ${outcome.message}`,
        'Does the message say what the members have failed with?',
      );
    }
  },
});

function gives(value: Score['value']): Member {
  return { score: () => ({ value }) };
}

function throws(random: Random, message = random.word()): Member {
  return {
    score: () => {
      throw new Error(message);
    },
  };
}

function rejects(random: Random): Member {
  const message = random.word();
  return { score: async () => Promise.reject(new Error(message)) };
}

function answersWithError(random: Random): Member {
  const message = random.word();
  return { score: () => new ModelError('RECORD_INVALID', message) };
}

async function models(...names: string[]): Promise<Model[]> {
  const factory = createModelFactory();
  const entries = (await modelCatalog()).filter(({ name }) => names.includes(name));
  return Promise.all(entries.map(async (entry) => factory.create(await readModelDescriptor(entry))));
}

function scoreValue(outcome: unknown): Score['value'] | undefined {
  return outcome && typeof outcome === 'object' && 'value' in outcome ? (outcome as Score).value : undefined;
}

function near(value: Score['value'] | undefined, expected: number): boolean {
  return typeof value === 'number' && Math.abs(value - expected) < 1e-9;
}
