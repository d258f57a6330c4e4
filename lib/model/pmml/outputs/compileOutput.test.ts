import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../index.ts';
import { pmml } from '../testDocuments.ts';

const fields = `<DataField name="x" optype="continuous" dataType="double"/><DataField name="y" optype="continuous" dataType="double"/>
  <DataField name="c" optype="categorical" dataType="string"><Value value="u" displayValue="Up"/><Value value="v" displayValue="Down"/><Value value="w"/></DataField>`;
const schema = (target: string) =>
  `<MiningSchema><MiningField name="x"/><MiningField name="${target}" usageType="target"/></MiningSchema>`;
const load = (model: string) => new PmmlEvaluator(parsePmml(pmml(fields, model)));
const outputsOf = (evaluator: PmmlEvaluator, record: Record<string, unknown>) =>
  Object.fromEntries(evaluator.evaluate(record).outputs);

const leaf = (score: string, predicate: string) =>
  `<Node id="leaf ${score}" score="${score}">${predicate}<ScoreDistribution value="${score}" recordCount="3" confidence="0.9"/><ScoreDistribution value="w" recordCount="1"/></Node>`;
const tree = (output: string, more = '') =>
  load(
    `<TreeModel functionName="classification">${schema('c')}<Output>${output}</Output>${more}<Node><True/>
       ${leaf('u', '<SimplePredicate field="x" operator="lessThan" value="0"/>')}${leaf('v', '<True/>')}</Node></TreeModel>`,
  );
const regression = (output: string) =>
  load(
    `<RegressionModel functionName="regression">${schema('y')}<Output>${output}</Output>
       <RegressionTable intercept="1"><NumericPredictor name="x" coefficient="2"/></RegressionTable></RegressionModel>`,
  );

describe('the name of a class', () => {
  const output = '<OutputField name="shown" feature="predictedDisplayValue"/>';

  test('is what the DataDictionary calls it', () => {
    expect(outputsOf(tree(output), { x: -1 })).toEqual({ shown: 'Up' });
  });

  test('unless the Target calls it something else', () => {
    const targets =
      '<Targets><Target field="c"><TargetValue value="u" displayValue="Top"/></Target></Targets>';
    expect(outputsOf(tree(output, targets), { x: -1 })).toEqual({ shown: 'Top' });
    expect(outputsOf(tree(output, targets), { x: 1 })).toEqual({ shown: 'Down' });
  });
});

describe('a residual', () => {
  const output = '<OutputField name="off" feature="residual"/>';

  test('of a number is the difference to the observed one', () => {
    expect(outputsOf(regression(output), { x: 1, y: 5 })).toEqual({ off: 2 });
  });

  test('of a class is that of being right and its probability', () => {
    expect(outputsOf(tree(output), { x: -1, c: 'u' })).toEqual({ off: 0.25 });
    expect(outputsOf(tree(output), { x: -1, c: 'v' })).toEqual({ off: -0.75 });
  });

  test('needs the observed value', () => {
    expect(() => regression(output).evaluate({ x: 1 })).toThrow(
      expect.objectContaining({ code: 'RECORD_INVALID', message: expect.stringContaining('"y"') }),
    );
  });
});

describe('segments', () => {
  const segment = (id: string, value: number, predicate: string) =>
    `<Segment id="${id}">${predicate}<TreeModel functionName="regression">${schema('y')}
       <Output><OutputField name="twice" feature="transformedValue"><Apply function="*"><FieldRef field="x"/><Constant>2</Constant></Apply></OutputField></Output>
       <Node score="${value}"><True/></Node></TreeModel></Segment>`;
  const mining = (method: string, output: string) =>
    load(
      `<MiningModel functionName="regression">${schema('y')}<Output>${output}</Output><Segmentation multipleModelMethod="${method}">
         ${segment('low', 1, '<SimplePredicate field="x" operator="lessThan" value="0"/>')}${segment('all', 2, '<True/>')}</Segmentation></MiningModel>`,
    );

  test('their predictions and what they have computed can be read', () => {
    const output = `<OutputField name="low" segmentId="low"/><OutputField name="computed" segmentId="all" feature="transformedValue" value="twice"/>`;
    expect(outputsOf(mining('sum', output), { x: 3 })).toEqual({ low: null, computed: 6 });
  });

  test('the one that is selected is what decided', () => {
    const output = '<OutputField name="who" feature="entityId"/>';
    expect(outputsOf(mining('selectFirst', output), { x: 3 })).toEqual({ twice: 6, who: 'all' });
    expect(() => mining('sum', output)).toThrow('entityId');
  });
});

test.each([
  [
    'a probability of numbers',
    () => regression('<OutputField name="p" feature="probability"/>'),
    'have no probability',
  ],
  ['a rule of a tree', () => tree('<OutputField name="r" feature="ruleValue"/>'), 'have no rule'],
  [
    'a rank of the predicted value',
    () => tree('<OutputField name="r" rank="2"/>'),
    'rank="2" of a predictedValue',
  ],
  [
    'a rank of 0',
    () => tree('<OutputField name="r" feature="entityId" rank="0"/>'),
    'is not a place in a ranking',
  ],
  [
    'a standard error',
    () => regression('<OutputField name="e" feature="standardError"/>'),
    'feature="standardError"',
  ],
  ['a report', () => regression('<OutputField name="e" feature="x-report" x-reportField="y"/>'), 'x-report'],
])('%s is refused', (_, create, message) => {
  expect(create).toThrow(expect.objectContaining({ message: expect.stringMatching(/line \d/) }));
  expect(create).toThrow(message);
});
