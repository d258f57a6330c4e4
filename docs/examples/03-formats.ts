import { modelCatalog, readModelDescriptor, readWineRecords } from '@kafka-tutorial/data';
import { createModelFactory, type ScoreOutcome } from '@kafka-tutorial/model';
import { dataTypeNamed } from '@kafka-tutorial/serving';

const wines = await readWineRecords();
const { schema } = dataTypeNamed('wine');
const factory = createModelFactory();
const qualities: number[][] = [];
const qualityOf = (score: ScoreOutcome) => (score instanceof Error ? Number.NaN : Number(score.value));

for (const entry of await modelCatalog()) {
  if (!['wineDecisionTree', 'wineTensorFlow', 'wineExtraTrees'].includes(entry.name)) continue;
  const descriptor = await readModelDescriptor(entry);
  const model = await factory.create(descriptor, schema);
  const scores = await model.scoreBatch(wines);
  qualities.push(scores.map(qualityOf));
  console.log(`${entry.modeltype}: quality ${qualities.at(-1)?.[0]}`);
  model.cleanup();
}
const agreed = wines.filter((_, i) => new Set(qualities.map((ofModel) => ofModel[i])).size === 1);
console.log(`all three agree about ${agreed.length} of ${wines.length} wines`);
