import { ModelDescriptor, type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import { ModelError } from '../errors.ts';
import type { FeatureRecord, Model, RecordSchema, Score, ScoreOutcome } from '../model.ts';
import { parsePmml } from './document.ts';
import { PmmlEvaluator, resultValue } from './evaluator.ts';
import type { InputField } from './inputs.ts';
import { matchFields } from './matchFields.ts';
import { probabilitiesByLabel } from './prediction.ts';

/**
 * Makes a model of a descriptor whose `data` is a PMML document.
 *
 * @param schema the fields of the records that will be scored; without it, records name their fields as the model does
 * @throws ModelError MODEL_EMPTY, MODEL_CORRUPT, MODEL_TOO_LARGE, MODEL_UNSUPPORTED or MODEL_INPUT_MISMATCH
 */
export function createPmmlModel(descriptor: ModelDescriptorProperties, schema?: RecordSchema): Model {
  const { data } = descriptor;
  if (!data || data.length === 0)
    throw new ModelError('MODEL_EMPTY', 'The descriptor has no PMML document in its data.');
  const match =
    schema === undefined ? undefined : (inputs: readonly InputField[]) => matchFields(inputs, schema);
  const evaluator = new PmmlEvaluator(parsePmml(data), match);

  const score = (record: FeatureRecord): ScoreOutcome => {
    try {
      return scoreOf(evaluator, record);
    } catch (error) {
      if (error instanceof ModelError) return error;
      throw error;
    }
  };
  return {
    score,
    scoreBatch: (records) => records.map(score),
    cleanup: () => {},
    toBytes: () => ModelDescriptor.encode(descriptor).finish(),
    getType: () => ModelType.PMML,
  };
}

/** The target's value alone: output fields are not computed. `selectAll` has no single value and scores nothing. */
function scoreOf(evaluator: PmmlEvaluator, record: FeatureRecord): Score {
  const { value, distribution, entityId } = evaluator.predict(record);
  const { targetType } = evaluator;
  // Neighbours without a target answer which of them is the nearest.
  const result = resultValue(targetType, evaluator.functionName === 'clustering' ? entityId : value);
  const shown = typeof result === 'boolean' ? String(result) : result;
  return distribution === undefined
    ? { value: shown }
    : { value: shown, probabilities: probabilitiesByLabel(distribution, targetType) };
}
