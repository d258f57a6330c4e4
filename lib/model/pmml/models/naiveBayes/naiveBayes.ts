import { type DerivedField, parseDerivedField } from '../../transformations/derivedField.ts';
import { corrupt, ElementReader, readElement, unsupported } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileNaiveBayes } from './compileNaiveBayes.ts';
import { type Density, parseDensity } from './densities.ts';

/** How often each category of the target occurs, by its text. */
export type CategoryCounts = ReadonlyMap<string, number>;

/** What a field says of the categories: counts by its value, or a density of each category. */
export interface BayesInput {
  readonly element: XmlElement;
  readonly field: string;
  /** Makes bins of the field's numbers. */
  readonly bins: DerivedField | undefined;
  readonly counts: readonly { readonly value: string; readonly counts: CategoryCounts }[];
  readonly densities: readonly { readonly category: string; readonly density: Density }[] | undefined;
}

export interface NaiveBayes {
  /** The probability that stands in for a count of 0, and the least that a density may give. */
  readonly threshold: number;
  readonly inputs: readonly BayesInput[];
  readonly prior: CategoryCounts;
}

/** PMML's NaiveBayesModel. */
export const naiveBayes: ModelType<NaiveBayes> = {
  functions: ['classification'],
  parse(reader, { miningSchema }) {
    const list = reader.requiredChild('BayesInputs');
    const inputs = [
      ...new ElementReader(list).children('BayesInput'),
      // R's pmml wraps continuous inputs into extensions.
      ...list.children
        .filter(({ name }) => name === 'Extension')
        .flatMap(({ children }) => children.filter(({ name }) => name === 'BayesInput')),
    ].map((child) => readElement(child, (input) => parseInput(input)));
    const output = reader.requiredChild('BayesOutput');
    const prior = readElement(output, (bayesOutput) => {
      const target = bayesOutput.text('fieldName');
      if (target !== undefined && miningSchema.get(target)?.usage !== 'target')
        throw corrupt(output, `fieldName="${target}" is not the target of the model`);
      return parseCounts(bayesOutput.requiredChild('TargetValueCounts'));
    });
    if (prior.size === 0) throw corrupt(output, 'it has no TargetValueCount');
    return { threshold: reader.requiredNumber('threshold'), inputs, prior };
  },
  compile: compileNaiveBayes,
};

function parseInput(reader: ElementReader): BayesInput {
  const { element } = reader;
  const field = reader.requiredText('fieldName');
  const derived = reader.child('DerivedField');
  const bins = derived === undefined ? undefined : parseDerivedField(derived);
  if (bins !== undefined && (bins.expression.kind !== 'Discretize' || bins.expression.field !== field))
    throw unsupported(element, `DerivedField`, `It must be a Discretize of the field "${field}".`);
  const stats = reader.child('TargetValueStats');
  return {
    element,
    field,
    bins,
    counts: reader.children('PairCounts').map((child) =>
      readElement(child, (pair) => ({
        value: pair.requiredText('value'),
        counts: parseCounts(pair.requiredChild('TargetValueCounts')),
      })),
    ),
    densities: stats === undefined ? undefined : parseStats(stats),
  };
}

function parseCounts(element: XmlElement): CategoryCounts {
  const counts = new Map<string, number>();
  readElement(element, (reader) => {
    for (const child of reader.children('TargetValueCount')) {
      readElement(child, (count) => {
        const category = count.requiredText('value');
        if (counts.has(category)) throw corrupt(child, `the category "${category}" is counted twice`);
        counts.set(category, count.requiredNumber('count'));
      });
    }
  });
  return counts;
}

function parseStats(element: XmlElement): NonNullable<BayesInput['densities']> {
  return readElement(element, (reader) =>
    reader.children('TargetValueStat').map((child) =>
      readElement(child, (stat) => ({
        category: stat.requiredText('value'),
        density: parseDensity(stat),
      })),
    ),
  );
}
