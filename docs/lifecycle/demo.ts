import { modelCatalog, readModelDescriptor, readWineRecords } from '@kafka-tutorial/data';
import { createModelFactory } from '@kafka-tutorial/model';
import { ModelDescriptor, WineRecord } from '@kafka-tutorial/proto';
import {
  headersOfRole,
  type ModelRole,
  ModelVersions,
  scoreRecords,
  takeModelRecord,
} from '@kafka-tutorial/serving';

const factory = createModelFactory();
const wines = await readWineRecords();
const catalog = await modelCatalog();

/** The models of wine as a server has them, without Kafka: what `send` and `control` take are the records on its topics. */
export function demo() {
  const versions = new ModelVersions();
  const take = (value: Uint8Array | null, headers: Record<string, string>) =>
    takeModelRecord(recordOf('models_models', value, headers), () => versions, factory);
  return {
    versions,
    /** A model arrives. */
    async send(name: string, role: ModelRole = { label: 'stable' }) {
      const entry = catalog.find((known) => known.name === name);
      if (!entry) throw new Error(`no model is called ${name}`);
      const descriptor = await readModelDescriptor(entry);
      return take(ModelDescriptor.encode(descriptor).finish(), headersOfRole(role));
    },
    /** A control message arrives. */
    control: (what: string) => take(null, { 'model.control': what }),
    /** The first wines arrive, and are scored. */
    async score(count: number) {
      const inputs = wines
        .slice(0, count)
        .map((wine) => recordOf('models_data', WineRecord.encode(wine).finish(), {}));
      const outcomes = await scoreRecords(inputs, () => versions);
      return outcomes.flatMap((outcome) => (outcome.kind === 'scored' ? [outcome] : []));
    },
  };
}

function recordOf(topic: string, value: Uint8Array | null, headers: Record<string, string>) {
  const message = { key: Buffer.from('wine'), value: value && Buffer.from(value), headers };
  return { topic, partition: 0, message: { ...message, timestamp: '0', attributes: 0, offset: '0' } };
}
