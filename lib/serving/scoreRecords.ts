import type { FeatureRecord } from '@kafka-tutorial/model';
import { ModelError } from '@kafka-tutorial/model/errors';
import { type DataType, dataTypeOfKey, decodeRecord } from './dataTypes.ts';
import type { InputRecord } from './inputRecord.ts';
import { type DataOutcome, reasonOf } from './outcome.ts';
import type { ScoredBatch, ServedModel } from './servedModel.ts';

interface Batch {
  readonly served: ServedModel;
  readonly dataType: DataType;
  /** Positions of the batch's records among the inputs. */
  readonly positions: number[];
  readonly records: FeatureRecord[];
}

/**
 * Scores a micro-batch: whatever arrived together, each data type with its own model.
 * Answers at once unless a model is asynchronous, so that records do not pay for promises.
 *
 * @param modelOf the model in service for a data type
 * @returns an outcome for each input, in the same order
 */
export function scoreRecords(
  inputs: readonly InputRecord[],
  modelOf: (dataType: string) => ServedModel | undefined,
): DataOutcome[] | Promise<DataOutcome[]> {
  const outcomes = new Array<DataOutcome>(inputs.length);
  const pending: Promise<void>[] = [];
  for (const batch of batches(inputs, modelOf, outcomes)) {
    const finish = ({ outcomes: scores, micros }: ScoredBatch) => {
      const { served, dataType } = batch;
      for (const [i, position] of batch.positions.entries()) {
        const input = inputs[position] as InputRecord;
        const score = scores[i] ?? new ModelError('SCORING_FAILED', 'the model gave no score for the record');
        outcomes[position] =
          score instanceof ModelError
            ? { kind: 'deadLettered', input, reason: reasonOf(score) }
            : { kind: 'scored', input, dataType, score, served, micros };
      }
    };
    const scored = batch.served.scoreBatch(batch.records);
    if (scored instanceof Promise) pending.push(scored.then(finish));
    else finish(scored);
  }
  return pending.length === 0 ? outcomes : Promise.all(pending).then(() => outcomes);
}

// Sorts the inputs into a batch for each data type; writes the outcomes of those that cannot be scored.
function batches(
  inputs: readonly InputRecord[],
  modelOf: (dataType: string) => ServedModel | undefined,
  outcomes: DataOutcome[],
): Iterable<Batch> {
  const byType = new Map<DataType, Batch>();
  for (const [position, input] of inputs.entries()) {
    try {
      const dataType = dataTypeOfKey(input.message.key);
      const record = decodeRecord(dataType, input.message.value);
      let batch = byType.get(dataType);
      if (!batch) {
        const served = modelOf(dataType.name);
        if (!served) {
          outcomes[position] = { kind: 'skipped', input, dataType };
          continue;
        }
        batch = { served, dataType, positions: [], records: [] };
        byType.set(dataType, batch);
      }
      batch.positions.push(position);
      batch.records.push(record);
    } catch (error) {
      outcomes[position] = { kind: 'deadLettered', input, reason: reasonOf(error) };
    }
  }
  return byType.values();
}
