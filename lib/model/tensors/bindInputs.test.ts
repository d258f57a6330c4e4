import { describe, expect, it } from 'vitest';
import type { RecordSchema } from '../model.ts';
import { bindInputs } from './bindInputs.ts';
import type { TensorInput } from './tensorInput.ts';

const schema: RecordSchema = {
  dataType: 'wine',
  fields: [
    { name: 'fixed_acidity', kind: 'number' },
    { name: 'colour', kind: 'string' },
    { name: 'pH', kind: 'number' },
  ],
};

function input(name: string, shape: number[] | undefined): TensorInput {
  return { name, dtype: 'float32', shape };
}

function bound(inputs: TensorInput[], given?: RecordSchema) {
  return bindInputs(inputs, given).map(({ fields, shape }) => ({ fields, shape: shape(7) }));
}

describe('bindInputs', () => {
  it.each([
    ['[?, n]', [-1, 2]],
    ['[?, ?]', [-1, -1]],
    ['unknown shape', undefined],
  ])('fills one input of %s with the numeric fields in order', (_, shape) => {
    expect(bound([input('x', shape)], schema)).toEqual([{ fields: ['fixed_acidity', 'pH'], shape: [7, 2] }]);
  });

  it('matches inputs of one value by name, whatever the case and the signs between', () => {
    expect(bound([input('PH', [-1]), input('Fixed Acidity', [-1, 1])], schema)).toEqual([
      { fields: ['pH'], shape: [7] },
      { fields: ['fixed_acidity'], shape: [7, 1] },
    ]);
  });

  it('takes the names of the inputs for those of the fields when there is no schema', () => {
    expect(bound([input('a', [-1]), input('b', [-1])]).map(({ fields }) => fields)).toEqual([['a'], ['b']]);
  });

  it.each<[string, TensorInput[], RecordSchema | undefined]>([
    ['another number of fields', [input('x', [-1, 3])], schema],
    ['a vector without a schema', [input('x', [-1, 2])], undefined],
    ['a shape that is unknown, without a schema', [input('x', undefined)], undefined],
    ['a batch of fixed size', [input('x', [1, 2])], schema],
    ['an image', [input('x', [-1, 8, 8, 1])], schema],
    ['a name that is no field', [input('pH', [-1]), input('sugar', [-1])], schema],
    ['a name that is a field of strings', [input('pH', [-1]), input('colour', [-1])], schema],
  ])('refuses %s', (_, inputs, given) => {
    expect(() => bindInputs(inputs, given)).toThrow(
      expect.objectContaining({ code: 'MODEL_INPUT_MISMATCH' }),
    );
  });

  it('says what is expected and what there is', () => {
    expect(() => bindInputs([input('x', [-1, 3])], schema)).toThrow(
      'Input x has the shape [?, 3]; the data type wine has 2 numeric fields: fixed_acidity, pH.',
    );
  });
});
