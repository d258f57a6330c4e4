import { ModelError } from '../../../errors.ts';
import { noPrediction, type Prediction } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import type { PredictionPart, Scorer } from '../model.ts';
import { type CompiledSegment, isTaken } from './compileMining.ts';
import type { Mining } from './miningModel.ts';

type Selection = Pick<Scorer, 'predict' | 'selected' | 'selectedId' | 'gives'>;

/** What a selected segment's prediction may carry; its own id stands for what decided. */
function partsOf(segments: readonly CompiledSegment[]): PredictionPart[] {
  const parts = segments.flatMap(({ model }) => model.scorer.gives);
  return [...new Set<PredictionPart>([...parts, 'entityId'])].filter((part) => part !== 'rule');
}

/** Says that a segment was selected, though it predicts nothing. */
const emptyPrediction: Prediction = { value: undefined };

/** The first segment that is taken; where missing predictions are skipped, the first that has one if any has. */
export function selectFirst(segments: readonly CompiledSegment[], { missingTreatment }: Mining): Selection {
  let selected: CompiledSegment | undefined;
  return {
    gives: partsOf(segments),
    predict: (frame) => {
      selected = undefined;
      for (const segment of segments) {
        if (!isTaken(segment, frame)) continue;
        const prediction = segment.model.predict(frame);
        if (prediction.value === undefined && missingTreatment === 'skipSegment') {
          selected ??= segment;
          continue;
        }
        selected = segment;
        return prediction === noPrediction ? emptyPrediction : prediction;
      }
      return selected === undefined ? noPrediction : emptyPrediction;
    },
    selected: () => (selected === undefined ? [] : [selected.model]),
    selectedId: () => selected?.id,
  };
}

export function selectAll(
  segments: readonly CompiledSegment[],
  { missingTreatment }: Mining,
  frame: Frame,
): Prediction {
  const taken = segments.filter((segment) => isTaken(segment, frame));
  const all = taken.map(({ model }) => model.predict(frame).value);
  return missingTreatment === 'returnMissing' && all.includes(undefined)
    ? noPrediction
    : { value: undefined, all };
}

/** The last segment that was taken gives the result. */
export function chain(segments: readonly CompiledSegment[], { missingTreatment }: Mining): Selection {
  let selected: CompiledSegment | undefined;
  return {
    gives: partsOf(segments),
    predict: (frame) => {
      selected = undefined;
      let last = noPrediction;
      for (const segment of segments) {
        if (!isTaken(segment, frame)) continue;
        const prediction = segment.model.predict(frame);
        if (prediction.value === undefined && missingTreatment === 'returnMissing') {
          selected = undefined;
          return noPrediction;
        }
        last = prediction === noPrediction ? emptyPrediction : prediction;
        selected = segment;
      }
      return last;
    },
    selected: () => (selected === undefined ? [] : [selected.model]),
    selectedId: () => selected?.id,
  };
}

/** Every segment that is taken gives the value of its own target; the first of them is the model's value. */
export function mergeTargets(
  segments: readonly CompiledSegment[],
  { missingTreatment }: Mining,
): Omit<Selection, 'selectedId'> & { hasSeveralTargets: true } {
  const selected: CompiledSegment[] = [];
  const targets = new Set<string | undefined>();
  return {
    gives: [],
    hasSeveralTargets: true,
    predict: (frame) => {
      selected.length = 0;
      targets.clear();
      let first: Prediction | undefined;
      for (const segment of segments) {
        if (!isTaken(segment, frame)) continue;
        const prediction = segment.model.predict(frame);
        if (prediction.value === undefined && missingTreatment === 'returnMissing') {
          selected.length = 0;
          return noPrediction;
        }
        const { targetField } = segment.model;
        if (targets.has(targetField))
          throw new ModelError('SCORING_FAILED', `Two segments predict "${targetField}".`);
        targets.add(targetField);
        selected.push(segment);
        first ??= prediction;
      }
      return first ?? noPrediction;
    },
    selected: () => selected.map(({ model }) => model),
  };
}
