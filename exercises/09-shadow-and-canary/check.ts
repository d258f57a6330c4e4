import { readWineRecords } from '@kafka-tutorial/data';
import { type FeatureRecord, ModelError, type ScoreOutcome } from '@kafka-tutorial/model';
import { defineChecks, type Random } from '../checking/index.ts';
import { unhandledRejections } from '../checking/unhandledRejections.ts';

type Learner = typeof import('./solution/rollOut.ts');
type Scorer = Parameters<Learner['canary']>[0];

const [stable, candidate] = ['stable', 'candidate'].map(
  (value): Scorer => ({ score: () => ({ value }) }),
) as [Scorer, Scorer];

export default defineChecks<Learner>({
  'canary: sends its share of the records to the candidate': async ({ canary }, { that, random }) => {
    const wines = await differentWines(2000, random);
    for (const percent of [random.integer(3, 20), random.integer(21, 60)]) {
      const ways = await waysOf(canary(stable, candidate, percent / 100), wines);
      const found = (100 * ways.filter((way) => way === 'candidate').length) / wines.length;
      that(
        Math.abs(found - percent) < 6,
        `${found.toFixed(1)} % of ${wines.length} wines went to the candidate; its share is ${percent} %`,
        'Are your numbers spread evenly from 0 to 1, and different for wines that differ in one value only?',
      );
    }
  },

  'canary: leaves nothing to the other with 0 and 1': async ({ canary }, { equal, random }) => {
    const wines = await differentWines(2000, random);
    for (const [share, all] of [
      [0, 'stable'],
      [1, 'candidate'],
    ] as const) {
      const others = (await waysOf(canary(stable, candidate, share), wines)).filter((way) => way !== all);
      equal(others.length, 0, `How many wines did not go to the ${all} model with a share of ${share}.`);
    }
  },

  'canary: sends the same record the same way': async ({ canary }, { that, random }) => {
    const wines = await differentWines(300, random);
    const first = await waysOf(canary(stable, candidate, 0.5), wines);
    const order = random.shuffle([...wines.keys()]);
    const again = await waysOf(
      // Another instance, another order, and records that are equal but not identical.
      canary(stable, candidate, 0.5),
      order.map((i) => structuredClone(wines[i] as FeatureRecord)),
    );
    const moved = order.filter((i, position) => again[position] !== first[i]);
    that(
      moved.length === 0,
      `${moved.length} of ${wines.length} wines went to the other model the second time`,
      'What decides, besides the record itself?',
    );
  },

  'canary: keeps its records when its share grows': async ({ canary }, { that, random }) => {
    const wines = await differentWines(500, random);
    const percent = random.integer(20, 50);
    const before = await waysOf(canary(stable, candidate, percent / 100), wines);
    const after = await waysOf(canary(stable, candidate, percent / 100 + 0.1), wines);
    const gone = before.filter((way, i) => way === 'candidate' && after[i] === 'stable').length;
    that(
      gone === 0,
      `${gone} wines left the candidate when its share grew from ${percent} to ${percent + 10} %`,
      'Does the number that you make of a record depend on the share?',
    );
  },

  'shadow: gives the results and hands the candidate’s scores to the side': async (
    { shadow },
    { equal, until, random },
  ) => {
    const wines = await differentWines(20, random);
    const onTheSide: [FeatureRecord, unknown][] = [];
    const counts = noCounts();
    const scorer = shadow(
      byField('pH'),
      byField('alcohol'),
      (record, { value }) => onTheSide.push([record, value]),
      counts,
    );
    const results: unknown[] = [];
    for (const wine of wines) results.push(value(await scorer.score(wine)));
    equal(
      results,
      wines.map(({ pH }) => pH),
      'What the serving model says.',
    );
    const look = 'The side output gets the record and what the candidate says of it, once for each.';
    await until(() => onTheSide.length >= wines.length, look, 1000);
    equal(
      onTheSide,
      wines.map((wine) => [wine, wine.alcohol]),
      look,
    );
  },

  'shadow: counts how often the candidate says something else': async (
    { shadow },
    { equal, until, random },
  ) => {
    const same = random.integer(3, 8);
    const others = random.integer(2, 5);
    const counts = noCounts();
    const says: [string | number, string | number][] = random.shuffle([
      ...Array.from({ length: same }, (_, i): [number, number] => [i + 5.5, i + 5.5 + 1e-9]),
      ...Array.from({ length: others }, (_, i): [number, number] => [i + 5.5, i + 5.6]),
      ['Adelie', 'Adelie'],
      ['Adelie', 'Gentoo'],
    ]);
    let record = 0;
    const scorer = shadow(
      { score: () => ({ value: says[record]?.[0] ?? null }) },
      { score: async () => ({ value: says[record]?.[1] ?? null }) },
      () => {},
      counts,
    );
    for (record = 0; record < says.length; record++) {
      await scorer.score({});
      const look = 'Each record is compared once; `sameScore` says whether two scores are the same.';
      await until(() => counts.compared === record + 1, look, 1000);
    }
    equal(
      counts,
      { compared: says.length, different: others + 1, failed: 0 },
      `Of ${same + 1} pairs that are the same and ${others + 1} that are not.`,
    );
  },

  'shadow: no failure of the candidate touches the result': async ({ shadow }, { equal, that, random }) => {
    for (const [how, failing, side] of random.shuffle(failures)) {
      const expected = random.integer(3, 8);
      const scorer = shadow({ score: async () => ({ value: expected }) }, failing, side, noCounts());
      let outcome: unknown = 'nothing';
      const unhandled = await unhandledRejections(async () => {
        const scoring = (async () => scorer.score({}))().catch((error: unknown) => String(error));
        outcome = await Promise.race([scoring.then(value), moment('nothing')]);
      });
      equal(outcome, expected, `${how}: the result is that of the serving model, and does not wait.`);
      that(
        unhandled.length === 0,
        `${how}: ${unhandled[0]} was not handled`,
        'Who handles what the candidate throws?',
      );
    }
  },

  'shadow: counts comparisons that do not come about': async ({ shadow }, { equal, until }) => {
    const counts = noCounts();
    const broken = failures.filter(([how]) => how !== 'It never answers');
    await unhandledRejections(async () => {
      for (const [, failing, side] of broken) {
        await (async () => shadow(stable, failing, side, counts).score({}))().catch(() => {});
      }
      const look = 'A failure that touches nobody must still be seen: in `failed`.';
      await until(() => counts.failed >= broken.length, look, 1000);
    });
    equal(counts.failed, broken.length, 'Each failure counts once.');
    equal(counts.different, 0, 'A candidate that fails has said nothing else; it has said nothing.');
  },
});

type Side = Parameters<Learner['shadow']>[2];

const failures: [how: string, candidate: Scorer, side: Side][] = [
  [
    'It throws',
    {
      score: () => {
        throw new Error('broken');
      },
    },
    () => {},
  ],
  ['It rejects', { score: async () => Promise.reject(new Error('broken')) }, () => {}],
  ['It answers with a ModelError', { score: () => new ModelError('SCORING_FAILED', 'broken') }, () => {}],
  ['It never answers', { score: () => new Promise(() => {}) }, () => {}],
  [
    'The side output throws',
    candidate,
    () => {
      throw new Error('the topic is full');
    },
  ],
];

const noCounts = () => ({ compared: 0, different: 0, failed: 0 });

function byField(field: string): Scorer {
  return { score: (record) => ({ value: record[field] as number }) };
}

/** Real wines, changed a little so that no two are the same. */
async function differentWines(count: number, random: Random): Promise<FeatureRecord[]> {
  const wines = await readWineRecords();
  return Array.from({ length: count }, (_, i) => {
    const wine = random.pick(wines);
    return { ...wine, alcohol: wine.alcohol + i / 1e5 };
  });
}

async function waysOf(scorer: Scorer, records: readonly FeatureRecord[]): Promise<unknown[]> {
  const ways: unknown[] = [];
  for (const record of records) ways.push(value(await scorer.score(record)));
  return ways;
}

function value(outcome: ScoreOutcome | string): unknown {
  return typeof outcome === 'string' || outcome instanceof ModelError ? outcome : outcome.value;
}

// Longer than anything that is ready takes; a result that waits for the candidate never comes.
function moment<T>(then: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(then), 500));
}
