import { createModelFactory } from '@kafka-tutorial/model';
import {
  headersOfRole,
  type ModelRole,
  ModelVersions,
  scoreRecords,
  takeModelRecord,
  topics,
} from '@kafka-tutorial/serving';
import { inputRecord, modelBytes, wineInputs } from '../examples/inputRecords.ts';

const factory = createModelFactory();

/** The models of wine as a server has them, without Kafka: what `send` and `control` take are the records on its topics. */
export function demo() {
  const versions = new ModelVersions();
  const take = (value: Uint8Array | null, headers: Record<string, string>) =>
    takeModelRecord(inputRecord({ topic: topics.models, value, headers }), () => versions, factory);
  return {
    versions,
    /** A model arrives. */
    send: async (name: string, role: ModelRole = { label: 'stable' }) =>
      take(await modelBytes(name), headersOfRole(role)),
    /** A control message arrives. */
    control: (what: string) => take(null, { 'model.control': what }),
    /** The first wines arrive, and are scored. */
    async score(count: number) {
      const outcomes = await scoreRecords(await wineInputs(count), () => versions);
      return outcomes.flatMap((outcome) => (outcome.kind === 'scored' ? [outcome] : []));
    },
  };
}
