import { readFileSync } from 'node:fs';
import { ModelType } from '@kafka-tutorial/proto';
import { parseCsvRecords } from '../golden/csv.ts';
import type { FieldValue, RecordSchema } from '../model.ts';
import { describeModel } from '../modelContract.ts';

const fixtures = new URL('../fixtures/pmml/', import.meta.url);

/** Of every kind of model, a recorded case whose inputs are numbers, and a field in which text is refused. */
for (const [kind, folder, field] of [
  ['tree', 'sk-wine-tree-class', 'alcohol'],
  ['forest', 'sk-wine-forest', 'alcohol'],
  ['regression', 'sk-wine-logistic', 'alcohol'],
  ['neural network', 'sk-wine-mlp', 'alcohol'],
  ['naive Bayes model', 'sk-wine-bayes', 'alcohol'],
  ['clustering', 'sk-wine-kmeans', 'alcohol'],
  ['nearest neighbour model', 'sk-wine-knn', 'alcohol'],
  ['support vector machine', 'sk-wine-svc', 'alcohol'],
  ['general regression', 'glm-multinomial-logistic', 'fixed acidity'],
  ['scorecard', 'scorecard-pointsabove', 'fixed acidity'],
  ['rule set', 'ruleset-firsthit', 'fixed acidity'],
  ['association model', 'association-recommendation', 'basket'],
] as const) {
  const rows = parseCsvRecords(readFileSync(new URL(`${folder}/input.csv`, fixtures), 'utf8'));
  const expected = parseCsvRecords(readFileSync(new URL(`${folder}/expected.csv`, fixtures), 'utf8'));
  const good = rows
    .filter((row, index) => !Object.values(row).includes('') && expected[index]?._status === 'ok')
    .map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, fieldValue(name, cell)])),
    );
  const fields = Object.entries(good[0] ?? {}).map(([name, value]) => ({
    name,
    kind: typeof value === 'number' ? ('number' as const) : ('string' as const),
  }));
  const schema: RecordSchema = { dataType: 'wine', fields };
  describeModel(`a PMML ${kind}`, {
    descriptor: {
      name: kind,
      dataType: 'wine',
      modeltype: ModelType.PMML,
      data: readFileSync(new URL(`${folder}/model.pmml`, fixtures)),
    },
    schema,
    good,
    bad: { ...good[0], [field]: 'much' },
  });
}

function fieldValue(name: string, cell: string): FieldValue {
  if (name === 'basket') return cell.split('|');
  return cell.trim() === '' || Number.isNaN(Number(cell)) ? cell : Number(cell);
}
