import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { pmml } from '../../testDocuments.ts';

const fields = `<DataField name="x" optype="continuous" dataType="double"/>
  <DataField name="z" optype="continuous" dataType="double"/>
  <DataField name="n" optype="continuous" dataType="integer"/>
  <DataField name="grade" optype="ordinal" dataType="string"><Value value="low"/><Value value="high"/><Value value="top"/></DataField>
  <DataField name="label" optype="categorical" dataType="string"/>`;
const leaf = (id: string, predicate: string, confidence: number) =>
  `<Node id="${id}" score="a" recordCount="4">${predicate}
     <ScoreDistribution value="a" recordCount="3" confidence="${confidence}"/><ScoreDistribution value="b" recordCount="1"/></Node>`;
const compare = (field: string, operator: string, value: string) =>
  `<SimplePredicate field="${field}" operator="${operator}" value="${value}"/>`;

function treeOf(attributes: string, nodes: string, root = '<True/>'): PmmlEvaluator {
  return new PmmlEvaluator(
    parsePmml(
      pmml(
        fields,
        `<TreeModel functionName="classification" ${attributes}><MiningSchema>
           ${['x', 'z', 'n', 'grade'].map((name) => `<MiningField name="${name}"/>`).join('')}
           <MiningField name="label" usageType="target"/></MiningSchema>
         <Output><OutputField name="sure" feature="confidence"/></Output>
         <Node score="b" defaultChild="1">${root}${nodes}</Node></TreeModel>`,
      ),
    ),
  );
}

describe('the penalty for what is missing', () => {
  const surrogate = `<CompoundPredicate booleanOperator="surrogate">${compare('x', 'lessThan', '1')}${compare('z', 'lessThan', '1')}</CompoundPredicate>`;
  const tree = treeOf(
    'missingValueStrategy="defaultChild" missingValuePenalty="0.5"',
    leaf('1', surrogate, 0.75) + leaf('2', '<True/>', 0.6),
  );

  test.each([
    ['a present field costs nothing', { x: 0 }, 0.75],
    ['a surrogate costs one', { z: 0 }, 0.375],
    ['a default child costs one', {}, 0.375],
  ])('%s', (_, record, confidence) => {
    const result = tree.evaluate(record);
    expect(result.outputs.get('sure')).toBeCloseTo(confidence, 12);
    expect(result.probabilities).toEqual({ a: 0.75, b: 0.25 });
  });
});

describe('how values compare', () => {
  test('an integer field with a threshold between integers', () => {
    const tree = treeOf('', leaf('1', compare('n', 'lessOrEqual', '2.5'), 1) + leaf('2', '<True/>', 1));
    expect(tree.evaluate({ n: 2 }).entityId).toBe('1');
    expect(tree.evaluate({ n: 3 }).entityId).toBe('2');
  });

  test('ordinal texts by their order in the dictionary', () => {
    const tree = treeOf('', leaf('1', compare('grade', 'lessThan', 'top'), 1) + leaf('2', '<True/>', 1));
    expect(tree.evaluate({ grade: 'low' }).entityId).toBe('1');
    expect(tree.evaluate({ grade: 'top' }).entityId).toBe('2');
  });
});

test('a record that the root does not take has no prediction', () => {
  const tree = treeOf('', leaf('1', '<True/>', 1), compare('x', 'greaterThan', '0'));
  expect(tree.evaluate({ x: -1 })).toMatchObject({ value: null });
  expect(tree.evaluate({})).toMatchObject({ value: null });
  expect(tree.evaluate({ x: 1 })).toMatchObject({ value: 'a' });
});

test('a default child that does not exist is refused', () => {
  expect(() => treeOf('', leaf('2', '<True/>', 1))).toThrow('defaultChild="1" names none of its children');
});

test('strategies that weigh classes are refused for numbers', () => {
  const xml = pmml(
    fields,
    `<TreeModel functionName="regression" missingValueStrategy="aggregateNodes"><MiningSchema><MiningField name="x"/></MiningSchema>
       <Node score="1"><True/></Node></TreeModel>`,
  );
  expect(() => new PmmlEvaluator(parsePmml(xml))).toThrow(
    expect.objectContaining({
      code: 'MODEL_UNSUPPORTED',
      message: expect.stringContaining('aggregateNodes'),
    }),
  );
});
