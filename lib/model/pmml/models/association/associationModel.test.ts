import { ModelType } from '@kafka-tutorial/proto';
import { describe, expect, test } from 'vitest';
import { PmmlEvaluator, parsePmml } from '../../index.ts';
import { createPmmlModel } from '../../pmmlModel.ts';
import { pmml } from '../../testDocuments.ts';

const names = ['bread', 'milk', 'eggs'];
const items = names.map((name, index) => `<Item id="${index}" value="${name}"/>`).join('');
const field = (name: string, type = 'string') =>
  `<DataField name="${name}" optype="categorical" dataType="${type}"/>`;
const itemsets = `<Itemset id="b"><ItemRef itemRef="0"/></Itemset><Itemset id="m"><ItemRef itemRef="1"/></Itemset>
  <Itemset id="me"><ItemRef itemRef="1"/><ItemRef itemRef="2"/></Itemset>`;
const rules = `<AssociationRule id="bread-milk" antecedent="b" consequent="m" support="0.1" confidence="0.5" lift="3"/>
  <AssociationRule antecedent="b" consequent="me" support="0.2" confidence="0.7" lift="1"/>
  <AssociationRule antecedent="m" consequent="b" support="0.3" confidence="0.7" lift="2"/>`;
const output = (name: string, attributes: string) => `<OutputField name="${name}" ${attributes}/>`;

function documentOf(fields: string, mining: string, outputs = '', list = items): string {
  return pmml(
    fields,
    `<AssociationModel functionName="associationRules" numberOfTransactions="9" numberOfItems="3" minimumSupport="0" minimumConfidence="0" numberOfItemsets="3" numberOfRules="3">
       <MiningSchema>${mining}</MiningSchema><Output>${outputs}</Output>${list}${itemsets}${rules}</AssociationModel>`,
  );
}
const load = (...parts: Parameters<typeof documentOf>) => new PmmlEvaluator(parsePmml(documentOf(...parts)));
const asList = [
  field('tx') + field('basket'),
  '<MiningField name="tx" usageType="group"/><MiningField name="basket"/>',
] as const;

describe('where the items of a record are', () => {
  test('in a list, where the model groups transactions', () => {
    const model = load(...asList);
    expect(model.evaluate({ basket: ['bread', 'ham'] }).value).toBe('milk,eggs');
    expect(model.evaluate({ basket: [] }).value).toBeNull();
  });

  test('in a field for each, true or false', () => {
    const model = load(
      names.map((name) => field(name)).join(''),
      names.map((name) => `<MiningField name="${name}"/>`).join(''),
    );
    expect(model.evaluate({ bread: 'F', milk: 'T', eggs: 'false' }).value).toBe('bread');
    expect(() => model.evaluate({ bread: 'maybe' })).toThrow(
      expect.objectContaining({ code: 'RECORD_INVALID' }),
    );
  });

  test('in fields whose categories are items', () => {
    const list = ['what=bread', 'what=milk', 'more=eggs']
      .map((value, id) => `<Item id="${id}" value="${value}"/>`)
      .join('');
    const model = load(
      field('what') + field('more'),
      '<MiningField name="what"/><MiningField name="more"/>',
      '',
      list,
    );
    expect(model.evaluate({ what: 'milk', more: 'eggs' }).value).toBe('what=bread');
  });

  test.each([{ basket: 'bread' }, {}])('%j is no basket', (record) => {
    expect(() => load(...asList).evaluate(record)).toThrow(
      expect.objectContaining({ code: 'RECORD_INVALID' }),
    );
  });
});

describe('which rules an output field tells of', () => {
  const told = (attributes: string, basket: readonly string[]) =>
    load(...asList, output('it', attributes))
      .evaluate({ basket })
      .outputs.get('it');

  test.each([
    ['the surest that says something new', 'feature="ruleId"', ['bread', 'milk'], '2'],
    [
      'all whose antecedent is there',
      'feature="ruleId" algorithm="recommendation" isMultiValued="1" rank="0"',
      ['bread', 'milk'],
      ['2', '3', 'bread-milk'],
    ],
    [
      'those that hold as a whole',
      'feature="rule" algorithm="ruleAssociation" rankBasis="lift"',
      ['bread', 'milk'],
      '{bread}->{milk}',
    ],
    [
      'the next of an order',
      'feature="support" algorithm="recommendation" rankBasis="support" rankOrder="ascending" rank="2"',
      ['bread'],
      0.2,
    ],
    ['the items of a side', 'feature="ruleValue" ruleFeature="consequent"', ['bread'], ['milk', 'eggs']],
    ['none', 'feature="confidence" rank="4"', ['bread'], null],
  ])('%s', (_, attributes, basket, expected) => {
    expect(told(attributes, basket)).toEqual(expected);
  });

  test('a rule without what it is ranked by is refused', () => {
    expect(() => told('feature="rule" rankBasis="leverage"', [])).toThrow('has no leverage to be ranked by');
  });
});

test('a model scores lists in records', () => {
  const data = Buffer.from(documentOf(...asList));
  const model = createPmmlModel({ name: 'shop', dataType: 'shop', modeltype: ModelType.PMML, data });
  expect(model.score({ basket: ['milk'] })).toEqual({ value: 'bread' });
});

test('an itemset of unknown items is refused', () => {
  expect(() => load(...asList, '', items.replace('id="2"', 'id="3"'))).toThrow('there is no item "2"');
});
