import { describe, expect, test } from 'vitest';
import { randomNumbers } from '../../../randomNumbers.ts';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { createPmmlModel } from '../../pmmlModel.ts';
import { pmml } from '../../testDocuments.ts';
import { selectNearest } from './selectNearest.ts';

const fields = `<DataField name="x" optype="continuous" dataType="double"/><DataField name="s" optype="categorical" dataType="string"/>
  <DataField name="y" optype="continuous" dataType="double"/><DataField name="c" optype="categorical" dataType="string"/>`;
const rows = [
  ['r1', 0, 'A', 10, 'v'],
  ['r2', 1, 'A', 20, 'u'],
  ['r3', 4, 'B', 40, 'u'],
  ['r4', 9, 'B', 80, 'v'],
  ['r5', 20, 'A', 0, 'v'],
];

interface Parts {
  readonly functionName?: string;
  readonly attributes: string;
  readonly inputs?: string;
  readonly target?: string;
  readonly before?: string;
  readonly table?: string;
}

function documentOf(parts: Parts): string {
  const { functionName = 'regression', attributes, target = 'y', before = '' } = parts;
  const { inputs = '<KNNInput field="x"/>' } = parts;
  const table =
    parts.table ??
    rows
      .map(([id, x, s, y, c]) => `<row><id>${id}</id><x>${x}</x><s>${s}</s><y>${y}</y><c>${c}</c></row>`)
      .join('');
  const columns = [
    ['id', 'rid'],
    ['x', 'x'],
    ['s', 's'],
    ['y', 'y'],
    ['c', 'c'],
  ];
  return pmml(
    fields,
    `<NearestNeighborModel functionName="${functionName}" instanceIdVariable="rid" ${attributes}>
       <MiningSchema><MiningField name="x"/><MiningField name="s"/>${target === '' ? '' : `<MiningField name="${target}" usageType="target"/>`}</MiningSchema>
       <Output><OutputField name="second" feature="entityId" rank="2"/><OutputField name="far" feature="affinity" rank="2"/></Output>${before}
       <TrainingInstances><InstanceFields>${columns.map(([column, field]) => `<InstanceField field="${field}" column="${column}"/>`).join('')}</InstanceFields>
         <InlineTable>${table}</InlineTable></TrainingInstances>
       <ComparisonMeasure kind="distance"><euclidean/></ComparisonMeasure><KNNInputs>${inputs}</KNNInputs></NearestNeighborModel>`,
  );
}
const load = (parts: Parts) => new PmmlEvaluator(parsePmml(documentOf(parts)));

describe('numbers', () => {
  test.each([
    ['average', 70 / 3],
    ['median', 20],
    ['weightedAverage', (10 / 1.5 + 20 / 0.5 + 40 / 3.5) / (1 / 1.5 + 1 / 0.5 + 1 / 3.5)],
  ])('%s', (method, expected) => {
    const attributes = `numberOfNeighbors="3" continuousScoringMethod="${method}" threshold="0.5"`;
    const result = load({ attributes }).evaluate({ x: 1 });
    expect(result.value).toBeCloseTo(expected, 12);
    expect(result.entityId).toBe('r2');
    expect(Object.fromEntries(result.outputs)).toEqual({ second: 'r1', far: 1 });
  });
});

describe('classes', () => {
  const classify = (attributes: string, x: number) =>
    load({ functionName: 'classification', target: 'c', attributes }).evaluate({ x }).value;

  test('the majority wins', () => {
    expect(classify('numberOfNeighbors="3"', 1)).toBe('u');
  });

  test('of equal ones the one with more training records', () => {
    expect(classify('numberOfNeighbors="2"', 0.6)).toBe('v');
  });

  test('near neighbours can count more', () => {
    expect(classify('numberOfNeighbors="2" categoricalScoringMethod="weightedMajorityVote"', 0.6)).toBe('u');
  });
});

test('texts are compared as equal or not, and one never seen is equal to none', () => {
  const inputs = '<KNNInput field="x"/><KNNInput field="s" compareFunction="delta" fieldWeight="100"/>';
  const model = load({ attributes: 'numberOfNeighbors="1"', inputs });
  expect(model.evaluate({ x: 0, s: 'B' }).entityId).toBe('r3');
  expect(model.evaluate({ x: 0, s: 'Z' }).entityId).toBe('r1');
});

test('a derived field that the table does not have is computed for the training records', () => {
  const before = `<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double">
    <Apply function="abs"><Apply function="-"><FieldRef field="x"/><Constant>5</Constant></Apply></Apply></DerivedField></LocalTransformations>`;
  const model = load({ attributes: 'numberOfNeighbors="1"', inputs: '<KNNInput field="d"/>', before });
  expect(model.evaluate({ x: 6 }).entityId).toBe('r3');
  expect(model.evaluate({ x: 10 }).entityId).toBe('r1');
});

test('a model without a target answers with the nearest record', () => {
  const xml = documentOf({ functionName: 'clustering', target: '', attributes: 'numberOfNeighbors="1"' });
  expect(new PmmlEvaluator(parsePmml(xml)).evaluate({ x: 8 })).toMatchObject({ value: null, entityId: 'r4' });
  expect(createPmmlModel({ data: Buffer.from(xml) }).score({ x: 8 })).toEqual({ value: 'r4' });
});

test.each([
  ['more neighbours than records', { attributes: 'numberOfNeighbors="6"' }, 'numberOfNeighbors="6" with 5'],
  [
    'a record without a value',
    { attributes: 'numberOfNeighbors="1"', table: '<row><id>1</id><x/><s>A</s><y>1</y><c>u</c></row>' },
    'training record 1 has no value of "x"',
  ],
  [
    'a record with a value of another kind',
    { attributes: 'numberOfNeighbors="1"', table: '<row><id>1</id><x>abc</x><s>A</s><y>1</y><c>u</c></row>' },
    'a training record is not valid',
  ],
  [
    'two records with one id',
    { attributes: 'numberOfNeighbors="1"', table: '<row><id>1</id><x>1</x><y>1</y></row>'.repeat(2) },
    'one id',
  ],
  [
    'texts that are subtracted',
    { attributes: 'numberOfNeighbors="1"', inputs: '<KNNInput field="s"/>' },
    'absDiff',
  ],
])('%s are refused', (_, parts, message) => {
  expect(() => load(parts)).toThrow(message);
});

test('the nearest are the same as from sorting', () => {
  const random = randomNumbers(7);
  for (let round = 0; round < 50; round += 1) {
    const results = Float64Array.from({ length: 20 }, () => Math.floor(random() * 10));
    for (const leastIsBest of [true, false]) {
      const nearest = new Int32Array(1 + (round % 20));
      selectNearest(results, leastIsBest, nearest);
      const sign = leastIsBest ? 1 : -1;
      const sorted = Array.from(results.keys()).sort(
        (a, b) => sign * ((results[a] as number) - (results[b] as number)) || a - b,
      );
      expect([...nearest]).toEqual(sorted.slice(0, nearest.length));
    }
  }
});
