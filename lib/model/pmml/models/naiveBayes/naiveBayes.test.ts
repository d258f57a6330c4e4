import { expect, test } from 'vitest';
import { logFactorial } from '../../functions/logFactorial.ts';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { pmml } from '../../testDocuments.ts';

const counts = (u: number, v: number) =>
  `<TargetValueCounts><TargetValueCount value="u" count="${u}"/><TargetValueCount value="v" count="${v}"/></TargetValueCounts>`;
const sex = `<BayesInput fieldName="s"><PairCounts value="A">${counts(0, 10)}</PairCounts><PairCounts value="B">${counts(30, 10)}</PairCounts></BayesInput>`;
const stat = (value: string, distribution: string) =>
  `<TargetValueStat value="${value}">${distribution}</TargetValueStat>`;
const gauss = (mean: number, variance: number) =>
  `<GaussianDistribution mean="${mean}" variance="${variance}"/>`;
const continuous = (u: string, v: string) =>
  `<BayesInput fieldName="n"><TargetValueStats>${stat('u', u)}${stat('v', v)}</TargetValueStats></BayesInput>`;

const load = (inputs: string) =>
  new PmmlEvaluator(
    parsePmml(
      pmml(
        `<DataField name="s" optype="categorical" dataType="string"/><DataField name="n" optype="continuous" dataType="double"/>
         <DataField name="c" optype="categorical" dataType="string"/>`,
        `<NaiveBayesModel functionName="classification" threshold="0.01"><MiningSchema><MiningField name="s"/><MiningField name="n"/>
           <MiningField name="c" usageType="target"/></MiningSchema><BayesInputs>${inputs}</BayesInputs>
           <BayesOutput fieldName="c">${counts(60, 40)}</BayesOutput></NaiveBayesModel>`,
      ),
    ),
  );
const shareOfU = (model: PmmlEvaluator, record: Record<string, unknown>) =>
  model.evaluate(record).probabilities?.u;
const share = (u: number, v: number) => expect.closeTo(u / (u + v), 12);

test.each([
  ['counts are shares of the category', 'B', share(60 * 1, 40 * 0.5)],
  ['a count of 0 is taken for the threshold', 'A', share(60 * 0.01, 40 * 0.5)],
  ['a value that was never counted says nothing', 'C', share(60, 40)],
  ['nor does a missing one', undefined, share(60, 40)],
])('%s', (_, s, expected) => {
  expect(shareOfU(load(sex), { s })).toEqual(expected);
});

test('a density is never less than the threshold', () => {
  const model = load(continuous(gauss(0, 1), gauss(100, 1)));
  expect(shareOfU(model, { n: 0 })).toEqual(share(60 / Math.sqrt(2 * Math.PI), 40 * 0.01));
});

test('a Poisson distribution is of whole numbers', () => {
  const model = load(continuous('<PoissonDistribution mean="2"/>', '<PoissonDistribution mean="4"/>'));
  expect(shareOfU(model, { n: 3 })).toEqual(share(60 * Math.exp(-2) * 8, 40 * Math.exp(-4) * 64));
  expect(() => model.evaluate({ n: 2.5 })).toThrow(expect.objectContaining({ code: 'SCORING_FAILED' }));
});

test('an input that an old producer wraps into an extension counts', () => {
  const model = load(`<Extension>${continuous(gauss(0, 1), gauss(1, 1))}</Extension>`);
  expect(shareOfU(model, { n: 0.5 })).toEqual(share(60, 40));
});

test.each([
  ['a category without a prior', sex.replaceAll('value="u"', 'value="x"'), 'MODEL_CORRUPT'],
  ['a variance of 0', continuous(gauss(0, 0), gauss(1, 1)), 'MODEL_CORRUPT'],
  [
    'another distribution',
    continuous('<UniformDistribution lower="0" upper="1"/>', gauss(0, 1)),
    'MODEL_CORRUPT',
  ],
])('%s is refused', (_, inputs, code) => {
  expect(() => load(inputs)).toThrow(expect.objectContaining({ code }));
});

test('the logarithm of a factorial is the same from both formulas', () => {
  let sum = 0;
  for (let n = 1; n <= 200; n += 1) {
    sum += Math.log(n);
    expect(logFactorial(n) / (sum || 1)).toBeCloseTo(n === 1 ? 0 : 1, 12);
  }
});
