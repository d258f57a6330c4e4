import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { ModelError } from '../errors.ts';
import { parseCsvRecords } from '../golden/csv.ts';
import { randomNumbers } from '../randomNumbers.ts';
import { PmmlEvaluator, parsePmml } from './index.ts';

vi.setConfig({ testTimeout: 60_000 });

const fixtures = new URL('../fixtures/pmml/', import.meta.url);
const cases =
  `association-recommendation clustering-mixed-compare function-strings glm-cox-strata glm-ordinal-logit
  knn-class-weightedmajorityvote mining-chain-softmax mining-class-median naivebayes-mixed-discretized nn-radialbasis
  output-class-derived regression-exponents-terms ruleset-weightedsum schema-outliers scorecard-complex
  svm-class-oneagainstone target-priors-display transform-mapvalues tree-missing-defaultchild`.split(/\s+/);

const values = [
  '',
  '0',
  '-1',
  '1e308',
  'NaN',
  'Infinity',
  '99999999999',
  'true',
  '__proto__',
  'toString',
  '1,5',
  '☃',
];

/** A document with one thing changed: an attribute, an element, a number, some characters, or its end cut off. */
function mutated(xml: string, random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[below(items.length)];
  const found = (pattern: RegExp) => pick([...xml.matchAll(pattern)]);
  const replace = (match: RegExpMatchArray | undefined, by: string) =>
    match === undefined
      ? xml
      : xml.slice(0, match.index) + by + xml.slice((match.index ?? 0) + match[0].length);
  const attribute = /\s[\w:-]+="[^"]*"/g;
  const tag = /<\/?[\w:-]+[^>]*>/g;
  switch (below(7)) {
    case 0:
      return replace(found(attribute), '');
    case 1:
      return replace(found(/(?<==)"[^"]*"/g), `"${pick(values)}"`);
    case 2:
      return replace(found(/(?<==)"[^"]*"/g), found(/(?<==)"[^"]*"/g)?.[0] ?? '');
    case 3:
      return replace(found(tag), '');
    case 4:
      return replace(found(tag), found(tag)?.[0] ?? '');
    case 5:
      return replace(found(/-?\d+\.\d+/g), pick(values) ?? '');
    default:
      return xml.slice(0, below(xml.length));
  }
}

test.each(cases)('changed documents of %s are refused clearly, or score', (name) => {
  const xml = readFileSync(new URL(`${name}/model.pmml`, fixtures), 'utf8');
  const records = parseCsvRecords(readFileSync(new URL(`${name}/input.csv`, fixtures), 'utf8')).slice(0, 3);
  const random = randomNumbers(1);
  for (let mutation = 0; mutation < 105; mutation += 1) {
    const start = process.cpuUsage();
    const document = mutated(xml, random);
    try {
      const evaluator = new PmmlEvaluator(parsePmml(document));
      for (const record of records) scoreOrRefuse(evaluator, record);
    } catch (error) {
      expect(error, document).toBeInstanceOf(ModelError);
      expect((error as ModelError).message.length).toBeLessThan(1000);
    }
    expect(process.cpuUsage(start).user / 1000, `mutation ${mutation}`).toBeLessThan(2000);
  }
});

function scoreOrRefuse(evaluator: PmmlEvaluator, record: Record<string, unknown>): void {
  try {
    evaluator.evaluate(record);
  } catch (error) {
    expect(error).toBeInstanceOf(ModelError);
  }
}
