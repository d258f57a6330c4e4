import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../index.ts';
import { regressionOn } from '../testDocuments.ts';

const table = (rows: readonly string[]) =>
  `<InlineTable>${rows.map((row) => `<row>${row}</row>`).join('')}</InlineTable>`;
const fieldsOf = (result: string, more = '') =>
  `<VerificationFields><VerificationField field="x" column="data:x"/><VerificationField field="${result}" column="y" ${more}/></VerificationFields>`;

/** 1 + 2x, with records to check it with. */
function load(verification: string, output = '') {
  const xml = regressionOn({ target: 'y', before: output }).replace(
    '</RegressionModel>',
    `<ModelVerification>${verification}</ModelVerification></RegressionModel>`,
  );
  return new PmmlEvaluator(parsePmml(xml.replace('<PMML ', '<PMML xmlns:data="urn:data" ')));
}
const row = (x: string, y: string) => `<data:x>${x}</data:x><y>${y}</y>`;

describe('the records that a model carries', () => {
  test('must be scored as they say', () => {
    expect(load(fieldsOf('y') + table([row('1', '3'), row('2', '5.000001')])).evaluate({ x: 1 }).value).toBe(
      3,
    );
    expect(() => load(fieldsOf('y') + table([row('1', '3'), row('2', '5.1')]))).toThrow(
      expect.objectContaining({
        code: 'MODEL_VERIFICATION_FAILED',
        message: expect.stringMatching(
          /^PMML line \d+: record 2 .* expects "5.1" of the field "y", and the score is 5\.$/,
        ),
      }),
    );
  });

  test.each([
    ['as exactly as they ask for', 'precision="0.1"', '3.2', true],
    ['and not less', 'precision="0.01"', '3.2', false],
    ['from 0 as far as the threshold', 'zeroThreshold="4"', '0', true],
    ['a result that is not given is not looked at', '', '', true],
  ])('%s', (_, attributes, y, accepted) => {
    const create = () => load(fieldsOf('y', attributes) + table([row('1', y)]));
    if (accepted) expect(create).not.toThrow();
    else expect(create).toThrow('expects "3.2"');
  });

  test('a record that is not valid cannot be right', () => {
    expect(() => load(fieldsOf('y') + table([row('one', '3')]))).toThrow(
      'record 1 of the ModelVerification cannot be scored',
    );
  });

  test('where output fields are given the target is what was observed', () => {
    const output =
      '<Output><OutputField name="twice" feature="transformedValue"><Apply function="*"><FieldRef field="x"/><Constant>2</Constant></Apply></OutputField></Output>';
    const fields = fieldsOf('y').replace('</Ver', '<VerificationField field="twice"/></Ver');
    expect(() => load(fields + table([`${row('1', '99')}<twice>2</twice>`]), output)).not.toThrow();
    expect(() => load(fields + table([`${row('1', '3')}<twice>3</twice>`]), output)).toThrow('"twice"');
  });
});
