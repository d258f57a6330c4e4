import { describe, expect, it } from 'vitest';
import { ModelDescriptor, ModelType, PenguinRecord, ScoredRecord, WineRecord } from './index.ts';

/** Bytes from hexadecimal digits; `#` begins a comment. */
function bytes(annotated: string): Uint8Array {
  return Buffer.from(annotated.replaceAll(/#.*|\s/g, ''), 'hex');
}

// Assembled by hand from https://protobuf.dev/programming-guides/encoding, not by a codec: a tag is the field's number
// times eight plus its wire type, which is 1 for eight bytes little-endian and 2 for a length and that many bytes.
const wine = bytes(`
  09 9a9999999999 1d40  #  1 fixed_acidity        7.4
  11 666666666666 e63f  #  2 volatile_acidity     0.7
  19 000000000000 f03f  #  3 citric_acid          1
  21 666666666666 fe3f  #  4 residual_sugar       1.9
  29 000000000000 c03f  #  5 chlorides            0.125
  31 000000000000 2640  #  6 free_sulfur_dioxide  11
  39 000000000000 4140  #  7 total_sulfur_dioxide 34
  41 000000000000 ef3f  #  8 density              0.96875
  49 000000000000 0c40  #  9 pH                   3.5
  51 000000000000 e03f  # 10 sulphates            0.5
  59 000000000000 2340  # 11 alcohol              9.5
  62 04 77696e65        # 12 dataType             "wine"
`);

const wineFields = {
  ...{ fixed_acidity: 7.4, volatile_acidity: 0.7, citric_acid: 1, residual_sugar: 1.9, chlorides: 0.125 },
  ...{ free_sulfur_dioxide: 11, total_sulfur_dioxide: 34, density: 0.96875, pH: 3.5, sulphates: 0.5 },
  ...{ alcohol: 9.5, dataType: 'wine' },
};

const modelHead = `
  0a 04 74726565    # 1 name        "tree"
  12 05 6120206f6b  # 2 description "a  ok"
  1a 04 77696e65    # 3 dataType    "wine"
  20 02             # 4 modeltype   PMML
`;
const modelFields = { name: 'tree', description: 'a  ok', dataType: 'wine', modeltype: ModelType.PMML };

describe("the original tutorial's wire format", () => {
  it('is what WineRecord reads and writes', () => {
    expect(wine).toHaveLength(11 * 9 + 6);
    expect({ ...WineRecord.decode(wine) }).toEqual(wineFields);
    expect(Buffer.from(WineRecord.encode(wineFields).finish())).toEqual(wine);
  });

  it('leaves out zeros, which are read as zeros', () => {
    const { citric_acid } = WineRecord.decode(bytes('62 04 77696e65'));
    expect(citric_acid).toBe(0);
  });

  it('is what ModelDescriptor reads and writes, with the model in the message', () => {
    const message = bytes(`${modelHead} 2a 03 3c6d3e # 5 data`);
    const decoded = ModelDescriptor.decode(message);
    expect(decoded).toMatchObject(modelFields);
    expect(decoded.MessageContent).toBe('data');
    expect(Buffer.from(decoded.data ?? [])).toEqual(bytes('3c6d3e'));
    expect(Buffer.from(ModelDescriptor.encode(decoded).finish())).toEqual(message);
  });

  it('is what ModelDescriptor reads and writes, with a location', () => {
    const message = bytes(`${modelHead} 32 04 612e7062 # 6 location "a.pb"`);
    const decoded = ModelDescriptor.decode(message);
    expect(decoded).toMatchObject({ ...modelFields, location: 'a.pb' });
    expect(decoded.MessageContent).toBe('location');
    expect(Buffer.from(ModelDescriptor.encode(decoded).finish())).toEqual(message);
  });

  it('numbers the model types as the original does', () => {
    expect(ModelType).toMatchObject({ TENSORFLOW: 0, TENSORFLOWSAVED: 1, PMML: 2, ONNX: 3 });
  });
});

describe('what is not in a message', () => {
  it('is absent from a penguin, and apart from a zero that was measured', () => {
    expect(PenguinRecord.decode(bytes('0a 05 447265616d')).bill_length_mm ?? undefined).toBeUndefined();
    expect(PenguinRecord.decode(bytes('11 0000000000000000')).bill_length_mm).toBe(0);
  });

  it('keeps a result of zero apart from none', () => {
    expect(ScoredRecord.decode(bytes('39 0000000000000000'))).toMatchObject({ result: 'number', number: 0 });
    expect(ScoredRecord.decode(bytes('')).result).toBeUndefined();
  });
});

it('reports a message that is cut off', () => {
  expect(() => WineRecord.decode(wine.subarray(0, 5))).toThrow(RangeError);
});
