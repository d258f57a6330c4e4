import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { pmml } from '../../testDocuments.ts';

const number = (name: string) => `<DataField name="${name}" optype="continuous" dataType="double"/>`;
const fields = number('x') + number('y') + number('q');
const schema = (targets: string) =>
  `<MiningSchema><MiningField name="x"/>${targets
    .split(' ')
    .map((name) => `<MiningField name="${name}" usageType="target"/>`)
    .join('')}</MiningSchema>`;

/** Predicts a number, or nothing where x is missing. */
const segment = (score: number, attributes = '', target = 'y', predicate = '<True/>') =>
  `<Segment ${attributes}>${predicate}<RegressionModel functionName="regression">${schema(target)}
     <Output><OutputField name="of ${score}" feature="predictedValue"/></Output>
     <RegressionTable intercept="${score}"><NumericPredictor name="x" coefficient="0"/></RegressionTable></RegressionModel></Segment>`;
const constant = (score: number, attributes = '') =>
  `<Segment ${attributes}><True/><TreeModel functionName="regression">${schema('y')}<Node score="${score}"><True/></Node></TreeModel></Segment>`;

function load(
  attributes: string,
  segments: string,
  { targets = 'y', output = '', more = '' } = {},
): PmmlEvaluator {
  return new PmmlEvaluator(
    parsePmml(
      pmml(
        fields,
        `<MiningModel functionName="regression" ${more}>${schema(targets)}<Output>${output}</Output>
           <Segmentation multipleModelMethod=${attributes}>${segments}</Segmentation></MiningModel>`,
      ),
    ),
  );
}

describe('missing predictions', () => {
  const skip = (threshold: number) =>
    `missingPredictionTreatment="skipSegment" missingThreshold="${threshold}"`;

  test.each([
    ['are skipped up to a share', `"average" ${skip(0.5)}`, 10],
    ['and make the result missing beyond', `"average" ${skip(0.4)}`, null],
    ['a weight counts there, whatever the method', `"sum" ${skip(0.7)}`, 10],
    ['make it missing at once', '"sum" missingPredictionTreatment="returnMissing"', null],
    ['or by default', '"sum"', null],
  ])('%s', (_, attributes, expected) => {
    const weight = attributes.includes('0.7') ? 'weight="2"' : '';
    expect(load(attributes, segment(1, weight) + constant(10)).evaluate({}).value).toBe(expected);
  });

  test('a segment of weight 0 counts as missing too', () => {
    const attributes = '"weightedSum" missingPredictionTreatment="returnMissing"';
    expect(load(attributes, segment(1, 'weight="0"') + constant(10)).evaluate({}).value).toBeNull();
  });

  test('the first segment with a prediction is selected, or else the first', () => {
    const output = '<OutputField name="who" feature="entityId"/>';
    const model = (second: string) =>
      load(`"selectFirst" ${skip(1)}`, segment(1, 'id="a"') + second, { output });
    expect(model(constant(10, 'id="b"')).evaluate({}).outputs.get('who')).toBe('b');
    expect(model(segment(2, 'id="b"')).evaluate({})).toMatchObject({ value: null });
    expect(model(segment(2, 'id="b"')).evaluate({}).outputs.get('who')).toBe('a');
  });
});

describe('several targets', () => {
  const segments = segment(1) + segment(2, '', 'q');
  const targets = 'y q';

  test.each(['multiModelChain', 'x-multiModelChain'])('%s gives the value of each', (method) => {
    const { value, outputs } = load(`"${method}"`, segments, { targets }).evaluate({ x: 0 });
    expect(value).toBe(1);
    expect(Object.fromEntries(outputs)).toEqual({ y: 1, q: 2, 'of 1': 1, 'of 2': 2 });
  });

  test('two segments for one target cannot both be right', () => {
    const model = load('"multiModelChain"', segment(1) + segment(2), { targets });
    expect(() => model.evaluate({ x: 0 })).toThrow('Two segments predict "y"');
  });

  test('are refused for other methods', () => {
    expect(() => load('"sum"', segments, { targets })).toThrow(
      'MiningModel with several targets (y, q) is not supported',
    );
  });
});

test('in 32 bits every step is rounded', () => {
  const trees = Array.from({ length: 10 }, () =>
    constant(0.1).replace('<TreeModel', '<TreeModel x-mathContext="float"'),
  );
  let expected = 0;
  for (let step = 0; step < 10; step += 1) expected = Math.fround(expected + Math.fround(0.1));
  const model = load('"sum"', trees.join(''), { more: 'x-mathContext="float"' });
  expect(model.evaluate({ x: 0 }).value).toBe(expected);
  expect(expected).not.toBe(Math.fround(1));
});

test.each([
  ['a chain that skips', '"modelChain" missingPredictionTreatment="skipSegment"', 'skipSegment'],
  ['a threshold that is no share', '"sum" missingThreshold="2"', 'missingThreshold'],
  ['probabilities of numbers', '"majorityVote"', 'majorityVote'],
])('%s is refused', (_, attributes, message) => {
  expect(() => load(attributes, segment(1))).toThrow(message);
});
