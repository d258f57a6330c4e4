import { expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { pmml } from '../../testDocuments.ts';

const when = (above: number) => `<SimplePredicate field="x" operator="greaterThan" value="${above}"/>`;
const rule = (score: string, above: number, numbers = '', id = '') =>
  `<SimpleRule ${id} score="${score}" ${numbers}>${when(above)}</SimpleRule>`;

function load(criterion: string, rules: string, attributes = 'defaultScore="w" defaultConfidence="0.25"') {
  return new PmmlEvaluator(
    parsePmml(
      pmml(
        '<DataField name="x" optype="continuous" dataType="double"/><DataField name="c" optype="categorical" dataType="string"/>',
        `<RuleSetModel functionName="classification"><MiningSchema><MiningField name="x"/><MiningField name="c" usageType="target"/></MiningSchema>
           <Output><OutputField name="sure" feature="confidence"/><OutputField name="u" feature="confidence" value="u"/></Output>
           <RuleSet ${attributes}><RuleSelectionMethod criterion="${criterion}"/>${rules}</RuleSet></RuleSetModel>`,
      ),
    ),
  );
}
const rules =
  rule('u', 0, 'confidence="0.5" weight="0.6"', 'id="first"') +
  `<CompoundRule>${when(1)}${rule('v', 2, 'confidence="0.6" weight="0.5"')}${rule('v', 0, 'confidence="0.1" weight="0.3"')}</CompoundRule>`;

test.each([
  ['firstHit', 3, { value: 'u', entityId: 'first', sure: 0.5, u: 0.5 }],
  ['weightedSum', 3, { value: 'v', entityId: '2', sure: 0.8 / 3, u: 0.6 / 3 }],
  ['weightedMax', 3, { value: 'v', entityId: '2', sure: 0.6, u: 0.5 }],
  ['weightedMax', 1.5, { value: 'u', entityId: 'first', sure: 0.5, u: 0.5 }],
  ['firstHit', -1, { value: 'w', entityId: undefined, sure: 0.25, u: 0 }],
])('%s at %d', (criterion, x, expected) => {
  const { value, entityId, outputs } = load(criterion, rules).evaluate({ x });
  const { sure, ...rest } = expected;
  expect({ value, entityId, u: outputs.get('u') }).toEqual(rest);
  expect(outputs.get('sure')).toBeCloseTo(sure, 12);
});

test('without a default a record that no rule takes has no prediction', () => {
  expect(load('firstHit', rules, '').evaluate({ x: -1 })).toMatchObject({ value: null });
});

test.each([
  ['two rules of one id', rule('u', 0, '', 'id="2"') + rule('v', 0), 'the id "2"'],
  ['an unknown criterion', undefined, 'criterion="best"'],
])('%s are refused', (_, given, message) => {
  expect(() => load(given === undefined ? 'best' : 'firstHit', given ?? rules)).toThrow(message);
});
