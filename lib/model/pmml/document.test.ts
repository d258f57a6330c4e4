import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from './index.ts';
import { pmml, regressionOn } from './testDocuments.ts';

const load = (xml: string | Uint8Array) => new PmmlEvaluator(parsePmml(xml));

describe('documents that cannot be read', () => {
  test.each([
    ['nothing', ''],
    ['text', 'a model'],
    ['elements that do not close', '<PMML version="4.4"><Header></PMML>'],
    ['an entity', regressionOn({}).replace('<Header/>', '<Header>&copy;</Header>')],
    ['a document type', `<!DOCTYPE PMML [<!ENTITY a "b">]>${regressionOn({})}`],
    ['another language', '<html/>'],
    ['no model', pmml('', '')],
    ['bytes that are no text', Uint8Array.of(0x3c, 0xff, 0xfe)],
    ['a number that is none', regressionOn({}).replace('intercept="1"', 'intercept="one"')],
    ['a field that is not declared', regressionOn({ predictor: 'z' })],
    ['a field twice', regressionOn({ mining: '<MiningField name="x"/><MiningField name="x"/>' })],
  ])('%s', (_, xml) => {
    expect(() => load(xml)).toThrow(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
  });

  test('the message says where', () => {
    expect(() => load('<PMML version="4.4">\n  <Header></PMML>')).toThrow('line 2, column');
    expect(() => load(regressionOn({}).replace('intercept="1"', ''))).toThrow(
      /line 4, column \d+: RegressionTable: the attribute intercept is missing/,
    );
  });
});

describe('documents that ask for what is not supported', () => {
  test.each([
    ['a kind of model', regressionOn({}).replaceAll('RegressionModel', 'TextModel'), 'TextModel'],
    ['an element', regressionOn({ before: '<Fuzzy/>' }), 'Fuzzy'],
    [
      'an attribute',
      regressionOn({ mining: '<MiningField name="x" weight="2"/>' }),
      'MiningField weight="2"',
    ],
    [
      'a value of an attribute',
      regressionOn({ mining: '<MiningField name="x" outliers="drop"/>' }),
      'MiningField outliers="drop"',
    ],
    [
      'arithmetic of another precision',
      regressionOn({}).replace('<RegressionModel', '<RegressionModel x-mathContext="half"'),
      'RegressionModel x-mathContext="half"',
    ],
    ['a version', regressionOn({}).replace('version="4.4"', 'version="5.0"'), 'version="5.0"'],
  ])('%s is named', (_, xml, named) => {
    expect(() => load(xml)).toThrow(
      expect.objectContaining({ code: 'MODEL_UNSUPPORTED', message: expect.stringContaining(named) }),
    );
  });

  test('extensions and the attributes of other vendors are passed over', () => {
    const xml = regressionOn({ before: '<Extension name="a"><b c="d"/></Extension>' });
    expect(
      load(xml.replace('<RegressionModel', '<RegressionModel x-tool="a"')).evaluate({ x: 1 }).value,
    ).toBe(3);
  });
});

describe('documents that cost too much', () => {
  const limits = { maxBytes: 1000, maxElements: 20, maxDepth: 10 };
  const tooLarge = expect.objectContaining({ code: 'MODEL_TOO_LARGE' });

  test.each([
    ['bytes', `<PMML version="4.4">${' '.repeat(1000)}</PMML>`],
    ['elements', `<PMML version="4.4">${'<a/>'.repeat(20)}</PMML>`],
    ['depth', `<PMML version="4.4">${'<a>'.repeat(10)}`],
  ])('%s are limited', (_, xml) => {
    expect(() => parsePmml(xml, limits)).toThrow(tooLarge);
  });

  test('functions that double themselves are limited', () => {
    const define = (name: string, body: string) =>
      `<DefineFunction name="${name}" optype="continuous"><ParameterField name="a"/>${body}</DefineFunction>`;
    const call = (name: string, argument: string) => `<Apply function="${name}">${argument}</Apply>`;
    const parameter = '<FieldRef field="a"/>';
    const functions = [define('f0', parameter)];
    for (let level = 1; level < 40; level += 1) {
      const inner = call(`f${level - 1}`, parameter);
      functions.push(define(`f${level}`, call('+', inner + inner)));
    }
    const before = `<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double">${call('f39', '<FieldRef field="x"/>')}</DerivedField></LocalTransformations>`;
    const dictionary = `<TransformationDictionary>${functions.join('')}</TransformationDictionary>`;
    expect(() => load(regressionOn({ before, predictor: 'd', dictionary }))).toThrow(tooLarge);
  });

  test('a field that is defined by itself is refused', () => {
    const before =
      '<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double"><FieldRef field="d"/></DerivedField></LocalTransformations>';
    expect(() => load(regressionOn({ before, predictor: 'd' }))).toThrow('defined by itself');
  });
});

test('the encoding is what the document declares', () => {
  const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>${regressionOn({}).replaceAll('"x"', '"säure"')}`;
  expect(load(Buffer.from(xml, 'latin1')).inputFields[0]?.name).toBe('säure');
});

describe('the versions of the format', () => {
  test.each(['3.0', '3.1', '3.2', '4.0', '4.1', '4.2', '4.3', '4.4'])('%s', (version) => {
    const xml = regressionOn({}).replace('PMML-4_4', `PMML-${version.replace('.', '_')}`);
    expect(load(xml.replace('version="4.4"', `version="${version}"`)).evaluate({ x: 1 }).value).toBe(3);
  });

  test('elements may have a prefix', () => {
    const prefixed = regressionOn({})
      .replace(/<(\/?)(\w)/g, '<$1p:$2')
      .replace('xmlns=', 'xmlns:p=');
    expect(load(prefixed).evaluate({ x: 1 }).value).toBe(3);
  });

  test("the reference implementation's own types and functions", () => {
    const field = '<DataField name="x" optype="continuous" dataType="x-dateDaysSince[2000]"/>';
    expect(load(regressionOn({ field })).evaluate({ x: '2000-01-11' }).value).toBe(21);
    const angle = '<Apply function="x-atan2"><FieldRef field="x"/><Constant>0</Constant></Apply>';
    const before = `<LocalTransformations><DerivedField name="d" optype="continuous" dataType="double">${angle}</DerivedField></LocalTransformations>`;
    expect(load(regressionOn({ before, predictor: 'd' })).evaluate({ x: 1 }).value).toBe(1 + Math.PI);
  });
});
