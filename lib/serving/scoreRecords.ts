import type { FeatureRecord } from '@kafka-tutorial/model';
import { ModelError } from '@kafka-tutorial/model/errors';
import { type DataType, dataTypeOfKey, decodeRecord } from './dataTypes.ts';
import type { InputRecord } from './inputRecord.ts';
import type { Scorer } from './lifecycle/scorer.ts';
import { type DataOutcome, reasonOf, type Scored } from './outcome.ts';
import type { ScoredBatch } from './servedModel.ts';

interface Batch {
  readonly scorer: Scorer;
  readonly dataType: DataType;
  /** Positions of the batch's records among the inputs. */
  readonly positions: number[];
  readonly records: FeatureRecord[];
}

/**
 * Scores a micro-batch: whatever arrived together, each data type with its own model.
 * Answers at once unless a model is asynchronous, so that records do not pay for promises.
 *
 * @param modelOf the model in service for a data type, or several that work together
 * @returns an outcome for each input, in the same order
 */
export function scoreRecords(
  inputs: readonly InputRecord[],
  modelOf: (dataType: string) => Scorer | undefined,
): DataOutcome[] | Promise<DataOutcome[]> {
  const outcomes = new Array<DataOutcome>(inputs.length);
  const pending: Promise<void>[] = [];
  for (const batch of batches(inputs, modelOf, outcomes)) {
    const finish = ({ outcomes: scores, micros, servedAt, shadow }: ScoredBatch) => {
      const { dataType } = batch;
      for (const [i, position] of batch.positions.entries()) {
        const input = inputs[position] as InputRecord;
        const score = scores[i] ?? new ModelError('SCORING_FAILED', 'the model gave no score for the record');
        if (score instanceof ModelError) {
          outcomes[position] = { kind: 'deadLettered', input, reason: reasonOf(score) };
          continue;
        }
        const scored: Scored = { kind: 'scored', input, dataType, score, served: servedAt(i), micros };
        outcomes[position] = shadow ? { ...scored, shadow: shadowOf(scored, shadow, i) } : scored;
      }
    };
    const batchScored = batch.scorer.scoreBatch(batch.records);
    if (batchScored instanceof Promise) pending.push(batchScored.then(finish));
    else finish(batchScored);
  }
  return pending.length === 0 ? outcomes : Promise.all(pending).then(() => outcomes);
}

// What the candidate says, as a result of its own; undefined where it fails.
function shadowOf(
  scored: Scored,
  { outcomes, micros, servedAt }: ScoredBatch,
  i: number,
): Scored | undefined {
  const score = outcomes[i];
  return !score || score instanceof ModelError
    ? undefined
    : { ...scored, score, micros, served: servedAt(i) };
}

// Sorts the inputs into a batch for each data type; writes the outcomes of those that cannot be scored.
function batches(
  inputs: readonly InputRecord[],
  modelOf: (dataType: string) => Scorer | undefined,
  outcomes: DataOutcome[],
): Iterable<Batch> {
  const byType = new Map<DataType, Batch>();
  for (const [position, input] of inputs.entries()) {
    try {
      const dataType = dataTypeOfKey(input.message.key);
      const record = decodeRecord(dataType, input.message.value);
      let batch = byType.get(dataType);
      if (!batch) {
        const scorer = modelOf(dataType.name);
        if (!scorer) {
          outcomes[position] = { kind: 'skipped', input, dataType };
          continue;
        }
        batch = { scorer, dataType, positions: [], records: [] };
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
