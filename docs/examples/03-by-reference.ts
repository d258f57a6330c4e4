import { fileURLToPath } from 'node:url';
import { createModelFactory, ModelError } from '@kafka-tutorial/model';
import { ModelType } from '@kafka-tutorial/proto';

const locationRoot = fileURLToPath(new URL('../../data/models', import.meta.url));
const factory = createModelFactory({ locationRoot });

for (const location of [
  'wine_decision_tree.pmml',
  '../wine/winequality_red.csv',
  '/etc/passwd',
  'http://169.254.169.254/latest/meta-data',
]) {
  try {
    const model = await factory.create({ dataType: 'wine', modeltype: ModelType.PMML, location });
    console.log(`${location}: is read`);
    model.cleanup();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    console.log(`${location}: ${error.code}`);
  }
}
