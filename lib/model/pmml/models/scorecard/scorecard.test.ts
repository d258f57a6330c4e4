import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { pmml } from '../../testDocuments.ts';

const attribute = (points: string, field: string, below: number, code = '') =>
  `<Attribute ${points} ${code}><SimplePredicate field="${field}" operator="lessThan" value="${below}"/></Attribute>`;
const always = (points: number) => `<Attribute partialScore="${points}"><True/></Attribute>`;
const characteristic = (code: string, baseline: string, attributes: string) =>
  `<Characteristic name="${code}" reasonCode="${code}" ${baseline}>${attributes}</Characteristic>`;
const reasons = [1, 2, 3].map(
  (rank) => `<OutputField name="${rank}" feature="reasonCode" rank="${rank}" dataType="string"/>`,
);

function load(
  characteristics: string,
  attributes = 'reasonCodeAlgorithm="pointsAbove"',
  output = reasons.join(''),
) {
  return new PmmlEvaluator(
    parsePmml(
      pmml(
        '<DataField name="x" optype="continuous" dataType="double"/><DataField name="z" optype="continuous" dataType="double"/>',
        `<Scorecard functionName="regression" initialScore="100" ${attributes}><MiningSchema><MiningField name="x"/><MiningField name="z"/></MiningSchema>
           <Output>${output}</Output><Characteristics>${characteristics}</Characteristics></Scorecard>`,
      ),
    ),
  );
}

describe('points and reasons', () => {
  const characteristics =
    characteristic('A', 'baselineScore="5"', attribute('partialScore="9"', 'x', 0) + always(5)) +
    characteristic(
      'B',
      'baselineScore="1"',
      attribute('partialScore="3"', 'z', 0, 'reasonCode="C"') + always(0),
    ) +
    characteristic('C', 'baselineScore="1"', always(4));
  const codesOf = (model: PmmlEvaluator, record: Record<string, unknown>) => [
    ...model.evaluate(record).outputs.values(),
  ];

  test('the points add up', () => {
    expect(load(characteristics).evaluate({ x: -1, z: -1 }).value).toBe(116);
  });

  test('reasons come in the order of their points, those of one code together', () => {
    expect(codesOf(load(characteristics), { x: -1, z: -1 })).toEqual(['C', 'A', null]);
  });

  test('a difference of 0 is a reason, one below is none', () => {
    expect(codesOf(load(characteristics), { x: 1, z: 1 })).toEqual(['C', 'A', null]);
    expect(codesOf(load(characteristics, 'reasonCodeAlgorithm="pointsBelow"'), { x: 1, z: 1 })).toEqual([
      'B',
      'A',
      null,
    ]);
  });
});

test('points can be computed, and then a missing field costs the record', () => {
  const complex = `<Attribute partialScore="1"><True/><ComplexPartialScore><Apply function="*"><FieldRef field="z"/><Constant>2</Constant></Apply></ComplexPartialScore></Attribute>`;
  const model = load(characteristic('A', 'baselineScore="0"', complex));
  expect(model.evaluate({ z: 4 }).value).toBe(108);
  expect(() => model.evaluate({})).toThrow(expect.objectContaining({ code: 'SCORING_FAILED' }));
});

test('a record that fulfils no attribute has no score', () => {
  const model = load(characteristic('A', 'baselineScore="0"', attribute('partialScore="9"', 'x', 0)));
  expect(() => model.evaluate({ x: 1 })).toThrow(/fulfils no Attribute of the Characteristic of line \d/);
});

test('without reasons nothing needs a baseline, and none can be asked for', () => {
  const characteristics = characteristic('A', '', always(1));
  expect(() => load(characteristics)).toThrow('needs a baselineScore');
  expect(load(characteristics, 'useReasonCodes="false"', '').evaluate({}).value).toBe(101);
  expect(() => load(characteristics, 'useReasonCodes="false"')).toThrow(
    'OutputField feature="reasonCode" of a model whose predictions have no reasonCode is not supported',
  );
});
