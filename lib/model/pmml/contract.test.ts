import { readFileSync } from 'node:fs';
import { ModelType } from '@kafka-tutorial/proto';
import { parseCsvRecords } from '../golden/csv.ts';
import type { RecordSchema } from '../model.ts';
import { describeModel } from '../modelContract.ts';

const fixtures = new URL('../fixtures/pmml/', import.meta.url);

for (const [kind, folder] of [
  ['tree', 'sk-wine-tree-class'],
  ['forest', 'sk-wine-forest'],
  ['neural network', 'sk-wine-mlp'],
] as const) {
  const rows = parseCsvRecords(readFileSync(new URL(`${folder}/input.csv`, fixtures), 'utf8')).filter(
    (row) => !Object.values(row).includes(''),
  );
  const good = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, Number(cell)])),
  );
  const fields = Object.keys(rows[0] ?? {}).map((name) => ({ name, kind: 'number' as const }));
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
    bad: { ...good[0], alcohol: 'much' },
  });
}
