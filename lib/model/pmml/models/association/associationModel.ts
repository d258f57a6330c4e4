import type { MiningField } from '../../fields/miningSchema.ts';
import { corrupt, type ElementReader, readElement, unsupported } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileAssociation } from './compileAssociation.ts';

/** Something that can be in a basket. */
export interface Item {
  readonly element: XmlElement;
  readonly id: string;
  readonly value: string;
  readonly field: string | undefined;
  readonly category: string | undefined;
}

/** Who has the antecedent has the consequent too, says the rule. */
export interface Rule {
  readonly id: string;
  /** The ids of itemsets. */
  readonly antecedent: string;
  readonly consequent: string;
  readonly support: number;
  readonly confidence: number;
  readonly lift: number | undefined;
  readonly leverage: number | undefined;
  readonly affinity: number | undefined;
}

export interface Association {
  readonly element: XmlElement;
  readonly items: readonly Item[];
  /** The items of each set, by the set's id. */
  readonly itemsets: ReadonlyMap<string, readonly string[]>;
  readonly rules: readonly Rule[];
  readonly miningSchema: ReadonlyMap<string, MiningField>;
}

/** Rules of what goes with what: PMML's AssociationModel. */
export const associationModel: ModelType<Association> = {
  functions: ['associationRules'],
  parse(reader, { miningSchema, targets }) {
    const { element } = reader;
    reader.ignore('numberOfTransactions', 'maxNumberOfItemsPerTA', 'avgNumberOfItemsPerTA', 'lengthLimit');
    reader.ignore(
      'minimumSupport',
      'minimumConfidence',
      'numberOfItems',
      'numberOfItemsets',
      'numberOfRules',
    );
    if (targets.length > 0) throw unsupported(element, 'Targets');
    const items = reader.children('Item').map((child) => readElement(child, parseItem));
    const known = new Set(items.map(({ id }) => id));
    if (known.size < items.length) throw corrupt(element, 'two of its items have one id');
    const itemsets = new Map<string, readonly string[]>();
    for (const child of reader.children('Itemset')) {
      readElement(child, (itemset) => {
        const id = itemset.ignore('support', 'numberOfItems').requiredText('id');
        if (itemsets.has(id)) throw corrupt(child, `the id "${id}" is used twice`);
        itemsets.set(id, parseItemRefs(itemset, known));
      });
    }
    const rules = reader
      .children('AssociationRule')
      .map((child, index) => readElement(child, (rule) => parseRule(rule, index, itemsets)));
    if (new Set(rules.map(({ id }) => id)).size < rules.length)
      throw corrupt(element, 'two of its rules have one id');
    return { element, items, itemsets, rules, miningSchema };
  },
  compile: compileAssociation,
};

function parseItem(reader: ElementReader): Item {
  reader.ignore('mappedValue', 'weight');
  return {
    element: reader.element,
    id: reader.requiredText('id'),
    value: reader.requiredText('value'),
    field: reader.text('field'),
    category: reader.text('category'),
  };
}

function parseItemRefs(reader: ElementReader, known: ReadonlySet<string>): string[] {
  return reader.children('ItemRef').map((child) =>
    readElement(child, (reference) => {
      const id = reference.requiredText('itemRef');
      if (!known.has(id)) throw corrupt(child, `there is no item "${id}"`);
      return id;
    }),
  );
}

function parseRule(reader: ElementReader, index: number, itemsets: Association['itemsets']): Rule {
  const itemset = (name: string): string => {
    const id = reader.requiredText(name);
    if (!itemsets.has(id)) throw corrupt(reader.element, `${name}="${id}" is no itemset`);
    return id;
  };
  return {
    id: reader.text('id') ?? String(index + 1),
    antecedent: itemset('antecedent'),
    consequent: itemset('consequent'),
    support: reader.requiredNumber('support'),
    confidence: reader.requiredNumber('confidence'),
    lift: reader.number('lift'),
    leverage: reader.number('leverage'),
    affinity: reader.number('affinity'),
  };
}
