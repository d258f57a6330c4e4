import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../index.ts';
import { regressionOn } from '../testDocuments.ts';

const field =
  '<DataField name="x" optype="continuous" dataType="double"/><DataField name="s" optype="categorical" dataType="string"/>';

/** 1 + 2 · the aggregate. */
function load(attributes: string) {
  return new PmmlEvaluator(
    parsePmml(
      regressionOn({
        field,
        mining: '<MiningField name="x"/><MiningField name="s"/>',
        predictor: 'd',
        before: `<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><Aggregate ${attributes}/></DerivedField></LocalTransformations>`,
      }),
    ),
  );
}

describe('a list becomes a number', () => {
  test.each([
    ['count', 3],
    ['sum', 9],
    ['average', 3],
    ['min', 1],
    ['max', 6],
  ])('%s', (method, expected) => {
    expect(load(`field="x" function="${method}"`).evaluate({ x: [2, '1', null, 6] }).value).toBe(
      1 + 2 * expected,
    );
  });

  test('of nothing there is a count only', () => {
    expect(load('field="x" function="count"').evaluate({ x: [] }).value).toBe(1);
    expect(load('field="x" function="max"').evaluate({ x: [] }).value).toBeNull();
    expect(load('field="x" function="count"').evaluate({}).value).toBeNull();
  });
});

test.each([{ x: 1 }, { x: [1, 'two'] }])('%j is refused', (record) => {
  expect(() => load('field="x" function="sum"').evaluate(record)).toThrow(
    expect.objectContaining({ code: 'RECORD_INVALID' }),
  );
});

test.each([
  ['a multiset', 'field="x" function="multiset"', 'function="multiset"'],
  ['a condition in SQL', 'field="x" function="sum" sqlWhere="x &gt; 1"', 'sqlWhere'],
  ['a sum of texts', 'field="s" function="sum"', 'type string'],
])('%s is refused', (_, attributes, message) => {
  expect(() => load(attributes)).toThrow(message);
});
