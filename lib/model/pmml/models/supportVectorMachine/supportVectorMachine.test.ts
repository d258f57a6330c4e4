import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { pmml } from '../../testDocuments.ts';

const fields = `<DataField name="x" optype="continuous" dataType="double"/><DataField name="s" optype="categorical" dataType="string"/>
  <DataField name="y" optype="continuous" dataType="double"/><DataField name="c" optype="categorical" dataType="string"/>`;

/** A machine whose value is x + constant: one vector (1, 0) with the linear kernel. */
const machine = (attributes: string, constant: number) =>
  `<SupportVectorMachine ${attributes}><SupportVectors><SupportVector vectorId="v"/></SupportVectors>
     <Coefficients absoluteValue="${constant}"><Coefficient value="1"/></Coefficients></SupportVectorMachine>`;

function load(attributes: string, machines: string, vector = '<Array type="real">1 0</Array>') {
  const isNumber = attributes.includes('regression');
  return new PmmlEvaluator(
    parsePmml(
      pmml(
        fields,
        `<SupportVectorMachineModel functionName=${attributes}>
          <MiningSchema><MiningField name="x"/><MiningField name="s"/><MiningField name="${isNumber ? 'y' : 'c'}" usageType="target"/></MiningSchema>
          <LinearKernelType/>
          <VectorDictionary><VectorFields><FieldRef field="x"/><CategoricalPredictor name="s" value="A" coefficient="1"/></VectorFields>
            <VectorInstance id="v">${vector}</VectorInstance></VectorDictionary>${machines}
        </SupportVectorMachineModel>`,
      ),
    ),
  );
}

describe('a number', () => {
  test('a sparse vector has zeros between its entries', () => {
    const sparse =
      '<REAL-SparseArray n="2"><Indices>2</Indices><REAL-Entries>5</REAL-Entries></REAL-SparseArray>';
    const model = load('"regression"', machine('', 1), sparse);
    expect(model.evaluate({ x: 3, s: 'A' }).value).toBe(6);
    expect(model.evaluate({ x: 3, s: 'B' }).value).toBe(1);
  });

  test('the coefficients can be those of the hyperplane', () => {
    const plane = `<SupportVectorMachine><Coefficients absoluteValue="1"><Coefficient value="2"/><Coefficient value="10"/></Coefficients></SupportVectorMachine>`;
    const model = load('"regression" svmRepresentation="Coefficients"', plane);
    expect(model.evaluate({ x: 3, s: 'A' }).value).toBe(17);
  });

  test('a missing field costs the record', () => {
    expect(() => load('"regression"', machine('', 1)).evaluate({ s: 'A' })).toThrow(
      expect.objectContaining({ code: 'RECORD_INVALID', message: expect.stringContaining('"x"') }),
    );
  });
});

describe('one against all', () => {
  const machines = machine('targetCategory="u"', 1) + machine('targetCategory="v"', 0);

  test.each([
    ['the least value wins', '', 'v'],
    ['or the greatest, if the model says so', 'maxWins="true"', 'u'],
  ])('%s', (_, attributes, expected) => {
    const model = load(`"classification" classificationMethod="OneAgainstAll" ${attributes}`, machines);
    expect(model.evaluate({ x: 1, s: 'A' }).value).toBe(expected);
  });

  test('a value that is no number does not win', () => {
    const model = load('"classification" classificationMethod="OneAgainstAll"', machines);
    expect(model.evaluate({ x: Number.POSITIVE_INFINITY, s: 'A' }).value).toBe('u');
  });
});

describe('one against one', () => {
  const pair = (a: string, b: string, constant: number, threshold = '') =>
    machine(`targetCategory="${a}" alternateTargetCategory="${b}" ${threshold}`, constant);

  test('of equal votes the first counts', () => {
    const machines = pair('u', 'v', -9) + pair('v', 'w', -9) + pair('u', 'w', 9);
    const result = load('"classification" classificationMethod="OneAgainstOne"', machines).evaluate({
      x: 0,
      s: 'A',
    });
    expect(result).toMatchObject({ value: 'u', probabilities: { u: 1 / 3, v: 1 / 3, w: 1 / 3 } });
  });

  test('a threshold of the machine goes before that of the model', () => {
    const model = load(
      '"classification" classificationMethod="OneAgainstOne" threshold="5"',
      pair('u', 'v', 0, 'threshold="1"'),
    );
    expect([0.9, 1].map((x) => model.evaluate({ x, s: 'B' }).value)).toEqual(['u', 'v']);
  });

  test('is meant where the method is left out and machines name two classes', () => {
    expect(load('"classification"', pair('u', 'v', -1)).evaluate({ x: 2, s: 'A' }).value).toBe('v');
  });

  test('a machine can answer 0 or 1 instead', () => {
    const model = load(
      '"classification" classificationMethod="OneAgainstOne" alternateBinaryTargetCategory="v"',
      machine('targetCategory="u"', 0),
    );
    expect([0.4, 0.6].map((x) => model.evaluate({ x, s: 'A' }).value)).toEqual(['v', 'u']);
    expect(() => model.evaluate({ x: 2, s: 'A' })).toThrow('must answer 0 or 1');
  });
});

test.each([
  [
    'a vector that does not exist',
    '"regression"',
    machine('', 0).replace('"v"', '"w"'),
    'there is no vector "w"',
  ],
  [
    'a hyperplane of another size',
    '"regression" svmRepresentation="Coefficients"',
    machine('', 0),
    '1 coefficients for 2 fields',
  ],
  [
    'maxWins between two',
    '"classification" classificationMethod="OneAgainstOne" maxWins="true"',
    machine('targetCategory="u" alternateTargetCategory="v"', 0),
    'maxWins',
  ],
])('%s is refused', (_, attributes, machines, message) => {
  expect(() => load(attributes, machines)).toThrow(message);
});
