import { ModelDescriptor, ModelType } from '@kafka-tutorial/proto';
import { describe, expect, test } from 'vitest';
import type { RecordSchema } from '../model.ts';
import { createPmmlModel } from './pmmlModel.ts';
import { pmml } from './testDocuments.ts';

const xml = pmml(
  `<DataField name="fixed acidity" optype="continuous" dataType="double"/>
   <DataField name="Sex" optype="categorical" dataType="string"><Value value="female"/><Value value="male"/></DataField>
   <DataField name="grade" optype="categorical" dataType="integer"><Value value="3"/><Value value="5"/></DataField>`,
  `<RegressionModel functionName="classification" normalizationMethod="logit"><MiningSchema>
     <MiningField name="fixed acidity"/><MiningField name="Sex" missingValueReplacement="male"/>
     <MiningField name="grade" usageType="target"/></MiningSchema>
   <RegressionTable targetCategory="3" intercept="0"><NumericPredictor name="fixed acidity" coefficient="1"/>
     <CategoricalPredictor name="Sex" value="female" coefficient="-2"/></RegressionTable>
   <RegressionTable targetCategory="5" intercept="0"/></RegressionModel>`,
);
const descriptor = { name: 'grades', dataType: 'wine', modeltype: ModelType.PMML, data: Buffer.from(xml) };
const schemaOf = (...fields: RecordSchema['fields']): RecordSchema => ({ dataType: 'wine', fields });
const acidity = { name: 'fixed_acidity', kind: 'number' } as const;

describe('scoring', () => {
  const model = createPmmlModel(descriptor, schemaOf(acidity, { name: 'sex', kind: 'string' }));

  test('a label of a numeric target is a number, with probabilities by label', () => {
    const score = model.score({ fixed_acidity: 1, sex: 'female' });
    expect(score).toEqual({
      value: 5,
      probabilities: { 3: expect.closeTo(0.268941, 6), 5: expect.closeTo(0.731059, 6) },
    });
  });

  test('a missing result is null', () => {
    expect(model.score({ fixed_acidity: null, sex: 'male' })).toEqual({ value: null });
  });

  test('a bad record costs its own outcome only', () => {
    const outcomes = model.scoreBatch([
      { fixed_acidity: 1 },
      { fixed_acidity: 1, sex: 'none' },
      { fixed_acidity: -1 },
    ]);
    expect(outcomes).toMatchObject([{ value: 3 }, { code: 'RECORD_INVALID' }, { value: 5 }]);
  });

  test('its bytes are the descriptor', () => {
    expect(model.getType()).toBe(ModelType.PMML);
    expect(ModelDescriptor.decode(model.toBytes())).toMatchObject({
      name: 'grades',
      dataType: 'wine',
      modeltype: 2,
    });
    expect(Buffer.from(ModelDescriptor.decode(model.toBytes()).data ?? []).toString()).toBe(xml);
  });
});

describe('matching the inputs with the fields of the records', () => {
  test.each(['fixed acidity', 'fixedAcidity', 'FIXED-ACIDITY'])('%s is fixed acidity', (name) => {
    const model = createPmmlModel(descriptor, schemaOf({ name, kind: 'number' }));
    expect(model.score({ [name]: 1 })).toMatchObject({ value: 3 });
  });

  test('without a schema the names must be equal', () => {
    expect(createPmmlModel(descriptor).score({ 'fixed acidity': 1 })).toMatchObject({ value: 3 });
  });

  test('an input without a field is refused, and both sides are named', () => {
    const create = () => createPmmlModel(descriptor, schemaOf({ name: 'sugar', kind: 'number' }));
    expect(create).toThrow(expect.objectContaining({ code: 'MODEL_INPUT_MISMATCH' }));
    expect(create).toThrow(/fixed acidity, Sex.*sugar/);
  });

  test('text for a continuous input is refused', () => {
    expect(() => createPmmlModel(descriptor, schemaOf({ name: 'fixedAcidity', kind: 'string' }))).toThrow(
      expect.objectContaining({
        code: 'MODEL_INPUT_MISMATCH',
        message: expect.stringContaining('holds text'),
      }),
    );
  });
});

test.each([
  ['no data', {}],
  ['no bytes', { data: new Uint8Array() }],
])('a descriptor with %s is empty', (_, given) => {
  expect(() => createPmmlModel(given)).toThrow(expect.objectContaining({ code: 'MODEL_EMPTY' }));
});
