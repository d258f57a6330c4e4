import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { pmml } from '../../testDocuments.ts';

const fields = ['x', 'z']
  .map((name) => `<DataField name="${name}" optype="continuous" dataType="double"/>`)
  .join('');
const output = `<OutputField name="name" feature="predictedDisplayValue"/><OutputField name="second" feature="entityId" rank="2"/>
  <OutputField name="third" feature="entityId" rank="3"/><OutputField name="nearness" feature="clusterAffinity"/>
  <OutputField name="of b" feature="affinity" value="b"/>`;

function load(
  measure: string,
  clusters: readonly string[],
  more = '',
  attributes = 'modelClass="centerBased"',
) {
  return new PmmlEvaluator(
    parsePmml(
      pmml(
        fields,
        `<ClusteringModel functionName="clustering" numberOfClusters="2" ${attributes}>
           <MiningSchema><MiningField name="x"/><MiningField name="z"/></MiningSchema><Output>${output}</Output>
           <ComparisonMeasure kind="distance">${measure}</ComparisonMeasure>
           <ClusteringField field="x" fieldWeight="4"/><ClusteringField field="z"/>${more}
           ${clusters.join('')}</ClusteringModel>`,
      ),
    ),
  );
}
const cluster = (attributes: string, center: string) =>
  `<Cluster ${attributes}><Array type="real">${center}</Array></Cluster>`;
const two = [cluster('id="a" name="near"', '0 0'), cluster('id="b"', '3 4')];

test.each([
  ['<euclidean/>', Math.sqrt(4 * 1 + 4)],
  ['<squaredEuclidean/>', 8],
  ['<cityBlock/>', 6],
  ['<chebychev/>', 4],
  ['<minkowski p-parameter="3"/>', 12 ** (1 / 3)],
])('%s', (measure, expected) => {
  expect(load(measure, two).evaluate({ x: 1, z: 2 }).affinities?.get('a')).toBeCloseTo(expected, 12);
});

describe('what a prediction tells', () => {
  const outputs = (record: Record<string, unknown>) =>
    Object.fromEntries(load('<euclidean/>', two).evaluate(record).outputs);

  test('name, ranking, affinities', () => {
    expect(outputs({ x: 0, z: 0 })).toEqual({
      name: 'near',
      second: 'b',
      third: null,
      nearness: 0,
      'of b': Math.sqrt(4 * 9 + 16),
    });
  });

  test('a cluster without a name has none to show', () => {
    expect(outputs({ x: 3, z: 4 })).toMatchObject({ name: null, second: 'a' });
  });

  test('of equally near clusters the first is predicted', () => {
    const same = [cluster('id="a"', '1 1'), cluster('id="b"', '1 1')];
    expect(load('<euclidean/>', same).evaluate({ x: 0, z: 0 }).value).toBe('a');
  });

  test('clusters without ids have numbers', () => {
    const model = load('<euclidean/>', [cluster('', '9 9'), cluster('', '0 0')]);
    expect(model.evaluate({ x: 0, z: 0 }).value).toBe('2');
  });
});

describe('missing values', () => {
  test('the fields that are there count for those that are not', () => {
    expect(load('<squaredEuclidean/>', two).evaluate({ x: 1 }).affinities?.get('a')).toBe(8);
  });

  test('in proportion to the weights of the model', () => {
    const weights = '<MissingValueWeights><Array type="real">1 3</Array></MissingValueWeights>';
    expect(load('<squaredEuclidean/>', two, weights).evaluate({ x: 1 }).affinities?.get('a')).toBe(16);
  });

  test('without any field there is no answer', () => {
    expect(() => load('<euclidean/>', two).evaluate({})).toThrow(
      expect.objectContaining({ code: 'SCORING_FAILED' }),
    );
  });
});

describe('similarities', () => {
  test.each([
    ['<simpleMatching/>', 0.5],
    ['<jaccard/>', 0.5],
    ['<tanimoto/>', 1 / 3],
  ])('%s of 1 1 and 1 0', (measure, expected) => {
    const model = load(measure, [cluster('id="a"', '1 0'), cluster('id="b"', '0 0')]);
    const result = model.evaluate({ x: 1, z: 1 });
    expect(result.value).toBe('a');
    expect(result.affinities?.get('a')).toBeCloseTo(expected, 12);
  });

  test.each([{ x: 2, z: 0 }, { x: 1 }])('%j is neither 0 nor 1', (record) => {
    const model = load('<jaccard/>', [cluster('id="a"', '1 0')]);
    expect(() => model.evaluate(record)).toThrow(expect.objectContaining({ code: 'RECORD_INVALID' }));
  });
});

test.each([
  [
    'clusters by distribution',
    () => load('<euclidean/>', two, '', 'modelClass="distributionBased"'),
    'distributionBased',
  ],
  [
    'a centre of another size',
    () => load('<euclidean/>', [cluster('', '1 2 3')]),
    '3 numbers where 2 belong',
  ],
  ['centre fields', () => load('<euclidean/>', two, '<CenterFields/>'), 'CenterFields'],
  [
    'a table of comparisons',
    () => load('<euclidean/>', two, '<ClusteringField field="x" compareFunction="table"/>'),
    'compareFunction="table"',
  ],
])('%s are refused', (_, create, message) => {
  expect(create).toThrow(message);
});
