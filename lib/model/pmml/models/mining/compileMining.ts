import type { PmmlValue } from '../../dataTypes.ts';
import { compilePredicate, type Test } from '../../predicates/compilePredicate.ts';
import { inOrder, noPrediction, type Prediction } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import { Scope } from '../../scope.ts';
import { compileModel } from '../compileModel.ts';
import type { CompiledModel, ModelContext, Scorer } from '../model.ts';
import { combineClasses } from './combineClasses.ts';
import { combineNumbers } from './combineNumbers.ts';
import { countVotes } from './countVotes.ts';
import type { Mining, Segment } from './miningModel.ts';

export interface CompiledSegment {
  readonly id: string;
  readonly weight: number;
  /** Absent for a segment that is always taken. */
  readonly test: Test | undefined;
  readonly model: CompiledModel;
}

export function compileMining(mining: Mining, context: ModelContext): Scorer {
  const isChain = mining.method === 'modelChain';
  const scope = isChain
    ? new Scope(context.scope.program, context.scope.functions, context.scope)
    : context.scope;
  const segments = mining.segments.map((segment) => {
    const compiled = compileSegment(segment, scope, context, isChain ? undefined : context.target);
    // What a link of a chain puts out is a field for those after it.
    if (isChain)
      for (const output of compiled.model.outputs)
        scope.declare(output.name, { ...output, opType: 'continuous' });
    return compiled;
  });
  const parts = {
    outputScope: scope,
    segment: (id: string) => segments.find((segment) => segment.id === id)?.model,
  };
  switch (mining.method) {
    case 'majorityVote':
    case 'weightedMajorityVote':
      return { ...parts, ...countVotes(mining, segments, labelsOf(segments, context)) };
    case 'selectFirst':
      return { ...parts, labels: labelsOf(segments, context), ...selectFirst(segments) };
    case 'selectAll':
      return { ...parts, predict: (frame) => selectAll(segments, frame) };
    case 'modelChain':
      return { ...parts, labels: segments.at(-1)?.model.scorer.labels ?? [], ...chain(segments, mining) };
    default:
      return context.functionName === 'regression'
        ? { ...parts, predict: combineNumbers(mining, segments) }
        : { ...parts, ...combineClasses(mining, segments, labelsOf(segments, context)) };
  }
}

function compileSegment(
  segment: Segment,
  scope: Scope,
  { surroundings, keepsSegments }: ModelContext,
  target: ModelContext['target'],
): CompiledSegment {
  const { id, weight, predicate } = segment;
  const always = predicate.kind === 'constant' && predicate.value;
  return {
    id,
    weight,
    test: always ? undefined : compilePredicate(predicate, scope),
    model: compileModel(segment.model, {
      ...surroundings,
      outer: scope,
      target,
      keepsPrediction: keepsSegments,
    }),
  };
}

function labelsOf(segments: readonly CompiledSegment[], { target }: ModelContext): readonly PmmlValue[] {
  return inOrder(new Set(segments.flatMap(({ model }) => model.scorer.labels ?? [])), target);
}

export function isTaken({ test }: CompiledSegment, frame: Frame): boolean {
  return test === undefined || test(frame) === true;
}

function selectFirst(segments: readonly CompiledSegment[]): Pick<Scorer, 'predict' | 'selected'> {
  let selected: CompiledModel | undefined;
  return {
    predict: (frame) => {
      selected = segments.find((segment) => isTaken(segment, frame))?.model;
      return selected?.predict(frame) ?? noPrediction;
    },
    selected: () => selected,
  };
}

function selectAll(segments: readonly CompiledSegment[], frame: Frame): Prediction {
  const taken = segments.filter((segment) => isTaken(segment, frame));
  return { value: undefined, all: taken.map(({ model }) => model.predict(frame).value) };
}

/** The last segment that was taken gives the result. */
function chain(
  segments: readonly CompiledSegment[],
  { missingTreatment }: Mining,
): Pick<Scorer, 'predict' | 'selected'> {
  let selected: CompiledModel | undefined;
  return {
    predict: (frame) => {
      selected = undefined;
      let last = noPrediction;
      for (const segment of segments) {
        if (!isTaken(segment, frame)) continue;
        const prediction = segment.model.predict(frame);
        if (prediction.value === undefined && missingTreatment !== 'continue') {
          if (missingTreatment === 'skipSegment') continue;
          selected = undefined;
          return noPrediction;
        }
        last = prediction;
        selected = segment.model;
      }
      return last;
    },
    selected: () => selected,
  };
}
