import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from './index.ts';
import { pmml, regressionOn } from './testDocuments.ts';

const score = (xml: string, record: Record<string, unknown>) =>
  new PmmlEvaluator(parsePmml(xml)).evaluate(record);

describe('what a model says of itself', () => {
  const evaluator = new PmmlEvaluator(
    parsePmml(regressionOn({ mining: '<MiningField name="x" missingValueReplacement="1"/>', target: 'y' })),
  );

  test('its inputs, and which of them it can do without', () => {
    expect(evaluator.inputFields).toMatchObject([
      { name: 'x', dataType: 'double', opType: 'continuous', optional: true },
    ]);
  });

  test('its target', () => {
    expect(evaluator.targetField).toBe('y');
    expect(evaluator.targetType).toBe('double');
  });
});

describe('what a record may hold', () => {
  test.each([
    ['a number', 2, 5],
    ['text that is a number', ' 2e0 ', 5],
    ['a truth value', true, 3],
    ['text that is a truth value', 'FALSE', 1],
    ['nothing', undefined, null],
    ['null', null, null],
  ])('%s', (_, x, expected) => {
    expect(score(regressionOn({}), { x }).value).toBe(expected);
  });

  test.each([
    ['text that is no number', 'two'],
    ['NaN', Number.NaN],
    ['an object', {}],
    ['a bigint', 2n],
  ])('%s is refused by the name of the field', (_, x) => {
    expect(() => score(regressionOn({}), { x })).toThrow(
      expect.objectContaining({ code: 'RECORD_INVALID', message: expect.stringContaining('"x"') }),
    );
  });

  test('a field named like a property of all objects is not found on the prototype', () => {
    const xml = regressionOn({}).replaceAll('"x"', '"toString"');
    expect(score(xml, Object.assign(Object.create(null), { toString: 2 })).value).toBe(5);
    expect(() => score(xml, {})).toThrow(expect.objectContaining({ code: 'RECORD_INVALID' }));
  });

  test('nothing of one record is left for the next', () => {
    const evaluator = new PmmlEvaluator(
      parsePmml(
        regressionOn({
          before:
            '<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><Apply function="*"><FieldRef field="x"/><Constant>10</Constant></Apply></DerivedField></LocalTransformations>',
          predictor: 'd',
        }),
      ),
    );
    expect(evaluator.evaluate({ x: 1 }).value).toBe(21);
    expect(evaluator.evaluate({}).value).toBeNull();
    expect(evaluator.evaluate({ x: 2 }).value).toBe(41);
  });
});

test('an expression that has no result costs the record, not the model', () => {
  const logarithm =
    '<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><Apply function="ln"><FieldRef field="x"/></Apply></DerivedField></LocalTransformations>';
  const evaluator = new PmmlEvaluator(parsePmml(regressionOn({ before: logarithm, predictor: 'd' })));
  expect(() => evaluator.evaluate({ x: -1 })).toThrow(expect.objectContaining({ code: 'SCORING_FAILED' }));
  expect(evaluator.evaluate({ x: 1 }).value).toBe(1);
});

test('a segment sees of its parent what its MiningSchema lists', () => {
  const chain = (listed: string) =>
    pmml(
      '<DataField name="x" optype="continuous" dataType="double"/>',
      `<MiningModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema>
        <LocalTransformations><DerivedField name="twice" optype="continuous" dataType="double">
          <Apply function="*"><FieldRef field="x"/><Constant>2</Constant></Apply></DerivedField></LocalTransformations>
        <Segmentation multipleModelMethod="sum"><Segment><True/>
          <RegressionModel functionName="regression"><MiningSchema>${listed}</MiningSchema>
            <RegressionTable intercept="0"><NumericPredictor name="twice" coefficient="1"/></RegressionTable>
          </RegressionModel></Segment></Segmentation></MiningModel>`,
    );
  expect(score(chain('<MiningField name="twice"/>'), { x: 3 }).value).toBe(6);
  expect(() => score(chain('<MiningField name="x"/>'), { x: 3 })).toThrow(
    expect.objectContaining({ code: 'MODEL_CORRUPT', message: expect.stringContaining('"twice"') }),
  );
});
