import { setTimeout as sleepFor } from 'node:timers/promises';
import { type Model, ModelError, type Score, type ScoreOutcome } from '@kafka-tutorial/model';
import { defineChecks } from '../checking/index.ts';
import { unhandledRejections } from '../checking/unhandledRejections.ts';

type Learner = typeof import('./solution/speculate.ts');
type Sleep = NonNullable<Parameters<Learner['speculate']>[3]>;

export default defineChecks<Learner>({
  'takes the best model, however late before the deadline': async (
    { speculate },
    { equal, that, random },
  ) => {
    const { models, sleep, values } = race(random.integer(3, 5));
    const scoring = follow(speculate(models, {}, 5, sleep));
    that(
      models.every(({ asked }) => asked),
      `${models.filter(({ asked }) => asked).length} of ${models.length} models were asked at once`,
      'All models score the record at once.',
    );
    for (const i of random.shuffle([...models.keys()].slice(1))) {
      models[i]?.answer({ value: values[i] ?? null });
      await turns();
      that(
        scoring.outcome === undefined,
        `model ${i} of 0 to ${models.length - 1} was taken before the deadline`,
        'Until the deadline a better model may still answer.',
      );
    }
    models[0]?.answer({ value: values[0] ?? null });
    equal(valueIn(await scoring.settled()), values[0], 'The first model is the best one, and was in time.');
  },

  'takes the best one that has answered at the deadline': async ({ speculate }, { equal, that, random }) => {
    const { models, sleep, values, strike } = race(5);
    const best = random.integer(1, 3);
    const scoring = follow(speculate(models, {}, 5, sleep));
    for (const i of random.shuffle([best, 4])) {
      models[i]?.answer({ value: values[i] ?? null });
      await turns();
    }
    that(
      scoring.outcome === undefined,
      'it did not wait for the deadline',
      'The best model may still answer.',
    );
    strike();
    const outcome = await scoring.settled();
    that(
      outcome !== undefined,
      `there was no outcome at the deadline; models ${best} and 4 of 0 to 4 had answered`,
      'Who waits for the deadline, and who for a model that may never answer?',
    );
    equal(
      valueIn(outcome),
      values[best],
      `Models ${best} and 4 had answered: which one is better, and what did it say?`,
    );
  },

  'waits for nobody once the best has answered': async ({ speculate }, { equal, that, random }) => {
    const { models, sleep, values } = race(random.integer(2, 4));
    const scoring = follow(speculate(models, {}, 5, sleep));
    models[0]?.answer({ value: values[0] ?? null });
    const outcome = await scoring.settled();
    that(
      outcome !== undefined,
      'the best model had answered, and there was no outcome',
      'What does it wait for?',
    );
    equal(valueIn(outcome), values[0], 'What the best model has said.');
  },

  'does not wait for models that fail': async ({ speculate }, { equal, that }) => {
    const { models, sleep, values } = race(4);
    models[0]?.throwAtOnce();
    let outcome: unknown;
    // What is not handled is the matter of a later check.
    await unhandledRejections(async () => {
      const scoring = follow(speculate(models, {}, 5, sleep));
      models[1]?.fail(new Error('broken'));
      models[2]?.answer(new ModelError('RECORD_INVALID', 'not for this model'));
      models[3]?.answer({ value: values[3] ?? null });
      outcome = await scoring.settled();
    });
    const look =
      'The first has thrown, the second rejected, the third answered with a ModelError: the fourth is the best.';
    that(outcome !== undefined, 'there was no outcome', look);
    equal(valueIn(outcome), values[3], look);
  },

  'answers with an error when there is no answer': async ({ speculate }, { that }) => {
    const late = race(3);
    const tooLate = follow(speculate(late.models, {}, 5, late.sleep));
    await turns();
    late.strike();
    const broken = race(2);
    const allFail = follow(speculate(broken.models, {}, 5, broken.sleep));
    await unhandledRejections(async () => {
      for (const model of broken.models) model.fail(new Error('broken'));
    });
    for (const [when, scoring] of [
      ['nobody had answered at the deadline', tooLate],
      ['all models had failed', allFail],
    ] as const) {
      const outcome = await scoring.settled();
      that(
        outcome instanceof ModelError && outcome.code === 'SCORING_FAILED',
        `${when}, and the outcome was ${outcome instanceof Error ? outcome : JSON.stringify(outcome)}`,
        'A ModelError as an outcome, neither a score nor a rejection, and as soon as it is clear.',
      );
    }
  },

  'ignores what comes late, failures as well': async ({ speculate }, { equal, that }) => {
    const { models, sleep, values, strike } = race(5);
    let outcome: unknown;
    const unhandled = await unhandledRejections(async () => {
      const scoring = follow(speculate(models, {}, 5, sleep));
      models[2]?.answer({ value: values[2] ?? null });
      await turns();
      strike();
      outcome = await scoring.settled();
      models[0]?.answer({ value: values[0] ?? null });
      for (const i of [1, 3, 4]) models[i]?.fail(new Error('broken, and late'));
    });
    equal(valueIn(outcome), values[2], 'The only model that was in time.');
    that(
      unhandled.length === 0,
      `${unhandled.length} unhandled: ${unhandled[0]}`,
      'Who handles the rejection of a model (or of the sleep) that nobody waits for any more?',
    );
  },

  'leaves no timer behind': async ({ speculate }, { equal, that, random }) => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const { models, sleep, values, cancelled, askedMs } = race(2);
    const deadlineMs = random.integer(30_000, 60_000);
    const scoring = follow(speculate(models, {}, deadlineMs, sleep));
    models[0]?.answer({ value: values[0] ?? null });
    await scoring.settled();
    equal(askedMs(), deadlineMs, 'How long the sleep was asked to take.');
    const look = 'The outcome is known, so the sleep is of no use. Which signal does it listen to?';
    that(cancelled(), 'the sleep was not cancelled', look);
    const before = timers();
    const answers = { score: () => ({ value: 1 }) };
    await speculate([answers], {}, deadlineMs);
    that(timers() === before, `a timer of ${deadlineMs} ms is still running`, look);
  },
});

/** Models that answer when they are told, and a sleep that ends when it is told. */
function race(count: number) {
  const values = Array.from({ length: count }, (_, i) => `said by model ${i}`);
  const models = values.map(waitingModel);
  let strike = () => {};
  let askedMs: number | undefined;
  let signal: AbortSignal | undefined;
  const sleep: Sleep = (ms, given) => {
    askedMs = ms;
    signal = given;
    return new Promise((resolve, reject) => {
      strike = resolve;
      given.addEventListener('abort', () => reject(given.reason));
    });
  };
  return {
    ...{ values, models, sleep, strike: () => strike() },
    ...{ askedMs: () => askedMs, cancelled: () => signal?.aborted ?? false },
  };
}

function waitingModel() {
  let answer: (outcome: ScoreOutcome) => void = () => {};
  let fail: (error: Error) => void = () => {};
  let throws = false;
  const model = {
    asked: false,
    score: (): ReturnType<Model['score']> => {
      model.asked = true;
      if (throws) throw new Error('broken at once');
      return new Promise((resolve, reject) => {
        answer = resolve;
        fail = reject;
      });
    },
    answer: (outcome: ScoreOutcome) => answer(outcome),
    fail: (error: Error) => fail(error),
    throwAtOnce: () => {
      throws = true;
    },
  };
  return model;
}

/** An outcome as far as it is there. */
function follow(scoring: Promise<ScoreOutcome | undefined>) {
  const followed = {
    outcome: undefined as ScoreOutcome | { rejected: string } | undefined,
    /** The outcome, or undefined when it is still missing after a moment in which nothing else has happened. */
    settled: async () => {
      for (let waited = 0; waited < 40 && followed.outcome === undefined; waited++) await sleepFor(10);
      return followed.outcome;
    },
  };
  scoring.then(
    (outcome) => {
      followed.outcome = outcome;
    },
    (error) => {
      followed.outcome = { rejected: String(error) };
    },
  );
  return followed;
}

/** Lets everything happen that is ready to happen. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function valueIn(outcome: unknown): Score['value'] | undefined {
  return outcome && typeof outcome === 'object' && 'value' in outcome ? (outcome as Score).value : undefined;
}
