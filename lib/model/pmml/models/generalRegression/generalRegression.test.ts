import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { pmml } from '../../testDocuments.ts';

const fields = `<DataField name="x" optype="continuous" dataType="double"/>
  <DataField name="t" optype="continuous" dataType="double"/>
  <DataField name="s" optype="categorical" dataType="string"><Value value="A"/><Value value="B"/></DataField>
  <DataField name="y" optype="continuous" dataType="double"/>
  <DataField name="c" optype="categorical" dataType="string"><Value value="u"/><Value value="v"/><Value value="w"/></DataField>`;

interface Parts {
  readonly attributes: string;
  readonly target?: 'y' | 'c';
  readonly factor?: string;
  readonly cells?: string;
  readonly after?: string;
}

/** intercept + b·[s = A]·x, by default with b = 2 and intercept 1. */
function load({ attributes, target = 'y', factor = '<Predictor name="s"/>', cells, after = '' }: Parts) {
  const functionName = target === 'y' ? 'regression' : 'classification';
  return new PmmlEvaluator(
    parsePmml(
      pmml(
        fields,
        `<GeneralRegressionModel functionName="${functionName}" ${attributes}>
          <MiningSchema><MiningField name="x"/><MiningField name="t"/><MiningField name="s"/><MiningField name="${target}" usageType="target"/></MiningSchema>
          <ParameterList><Parameter name="p0"/><Parameter name="p1" referencePoint="0.5"/></ParameterList>
          <FactorList>${factor}</FactorList><CovariateList><Predictor name="x"/></CovariateList>
          <PPMatrix><PPCell value="A" predictorName="s" parameterName="p1"/><PPCell value="1" predictorName="x" parameterName="p1"/></PPMatrix>
          <ParamMatrix>${cells ?? '<PCell parameterName="p0" beta="1"/><PCell parameterName="p1" beta="2"/>'}</ParamMatrix>${after}
        </GeneralRegressionModel>`,
      ),
    ),
  );
}

describe('the linear predictor', () => {
  const model = load({ attributes: 'modelType="generalLinear"' });

  test.each([
    ['an interaction counts where the factor has its category', { s: 'A', x: 3 }, 7],
    ['and not elsewhere', { s: 'B', x: 3 }, 1],
    ['a covariate may be missing where the factor rules it out', { s: 'B' }, 1],
    ['a missing covariate makes the result missing', { s: 'A' }, null],
    ['so does a missing factor', { x: 3 }, null],
  ])('%s', (_, record, expected) => {
    expect(model.evaluate(record).value).toBe(expected);
  });

  test('a contrast matrix says what a category counts', () => {
    const factor = `<Predictor name="s"><Categories><Category value="A"/><Category value="B"/></Categories>
      <Matrix nbRows="2" nbCols="2"><Array n="2" type="real">1 0</Array><Array n="2" type="real">-1 1</Array></Matrix></Predictor>`;
    const contrasts = load({ attributes: 'modelType="generalLinear"', factor });
    expect(contrasts.evaluate({ s: 'A', x: 3 }).value).toBe(7);
    expect(contrasts.evaluate({ s: 'B', x: 3 }).value).toBe(-5);
  });
});

describe('generalized linear models', () => {
  const mean = (attributes: string, record: Record<string, unknown>) =>
    load({ attributes: `modelType="generalizedLinear" ${attributes}` }).evaluate(record).value;

  test.each([
    ['linkFunction="power" linkParameter="0"', Math.exp(7)],
    ['linkFunction="power" linkParameter="0.5"', 49],
    ['linkFunction="oddspower" linkParameter="0"', 1 / (1 + Math.exp(-7))],
    ['linkFunction="negbin" distParameter="2"', 1 / (2 * (Math.exp(-7) - 1))],
    ['linkFunction="identity" offsetValue="10" trialsValue="3"', 51],
  ])('%s', (attributes, expected) => {
    expect(mean(attributes, { s: 'A', x: 3 })).toBeCloseTo(expected, 12);
  });

  test('an offset in a field must be there', () => {
    const attributes = 'linkFunction="identity" offsetVariable="t"';
    expect(mean(attributes, { s: 'A', x: 3, t: -2 })).toBe(5);
    expect(() => mean(attributes, { s: 'A', x: 3 })).toThrow(
      expect.objectContaining({ code: 'RECORD_INVALID', message: expect.stringContaining('"t"') }),
    );
  });
});

describe('classes', () => {
  test('the reference category has no coefficients and comes last', () => {
    const cells = ['u', 'w']
      .map((c) => `<PCell targetCategory="${c}" parameterName="p0" beta="0"/>`)
      .join('');
    const result = load({ attributes: 'modelType="multinomialLogistic"', target: 'c', cells }).evaluate({});
    expect(result.probabilities).toEqual({ u: 1 / 3, w: 1 / 3, v: 1 / 3 });
    expect(result.value).toBe('u');
  });

  test('large exponents do not overflow', () => {
    const cells = ['u', 'w']
      .map((c) => `<PCell targetCategory="${c}" parameterName="p1" beta="1"/>`)
      .join('');
    const model = load({ attributes: 'modelType="multinomialLogistic"', target: 'c', cells });
    expect(model.evaluate({ s: 'A', x: 1e4 }).probabilities).toEqual({ u: 0.5, w: 0.5, v: 0 });
  });
});

describe('Cox regression', () => {
  const table = `<BaseCumHazardTables maxTime="9"><BaselineCell time="5" cumHazard="0.4"/><BaselineCell time="2" cumHazard="0.1"/></BaseCumHazardTables>`;
  const cells = '<PCell parameterName="p1" beta="2"/>';
  const model = load({
    attributes: 'modelType="CoxRegression" endTimeVariable="t"',
    cells,
    after: table,
  });

  test.each([
    ['between two times the earlier counts', 4.9, 0.1 * Math.exp(2 * 1 - 2 * 0.5)],
    ['the last time counts up to the end', 9, 0.4 * Math.exp(1)],
    ['before the first time there is no hazard', 1, 0],
    ['beyond the end nothing is known', 9.1, null],
  ])('%s', (_, t, expected) => {
    const { value } = model.evaluate({ s: 'A', x: 1, t });
    if (expected === null) expect(value).toBeNull();
    else expect(value).toBeCloseTo(expected, 12);
  });
});

describe('what is refused', () => {
  test.each([
    [
      'a parameter that is not listed',
      { attributes: 'modelType="regression"', cells: '<PCell parameterName="q" beta="1"/>' },
      'MODEL_CORRUPT',
      '"q" is not in the ParameterList',
    ],
    [
      'a link without its parameter',
      { attributes: 'modelType="generalizedLinear" linkFunction="power"' },
      'MODEL_CORRUPT',
      'linkParameter',
    ],
    [
      'an offset that would be passed over',
      { attributes: 'modelType="generalLinear" offsetValue="1"' },
      'MODEL_UNSUPPORTED',
      'with an offset',
    ],
    [
      'three classes of a two-class model',
      {
        attributes: 'modelType="generalizedLinear" linkFunction="logit" targetReferenceCategory="w"',
        target: 'c',
      },
      'MODEL_UNSUPPORTED',
      'with 3 categories',
    ],
    [
      'a hazard without tables',
      { attributes: 'modelType="CoxRegression" endTimeVariable="t"' },
      'MODEL_CORRUPT',
      'BaseCumHazardTables',
    ],
  ] as const)('%s', (_, parts, code, message) => {
    expect(() => load(parts)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(/line \d/) }),
    );
    expect(() => load(parts)).toThrow(message);
  });
});
