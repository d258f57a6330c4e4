import type { PmmlValue } from '../../dataTypes.ts';
import { compilePredicate, type Test } from '../../predicates/compilePredicate.ts';
import { inOrder } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import { Scope } from '../../scope.ts';
import { corrupt } from '../../xml/elementReader.ts';
import { compileModel } from '../compileModel.ts';
import type { CompiledModel, ModelContext, Scorer } from '../model.ts';
import { combineClasses } from './combineClasses.ts';
import { combineNumbers } from './combineNumbers.ts';
import { countVotes } from './countVotes.ts';
import type { Mining, Segment } from './miningModel.ts';
import { chain, mergeTargets, selectAll, selectFirst } from './selectSegments.ts';

export interface CompiledSegment {
  readonly id: string;
  readonly weight: number;
  /** Absent for a segment that is always taken. */
  readonly test: Test | undefined;
  readonly model: CompiledModel;
}

export function compileMining(mining: Mining, context: ModelContext): Scorer {
  const isChain = mining.method === 'modelChain' || mining.method === 'multiModelChain';
  const scope = isChain
    ? new Scope(context.scope.program, context.scope.functions, context.scope)
    : context.scope;
  const keeps = context.keepsSegments || mining.method === 'multiModelChain';
  const segments = mining.segments.map((segment) => {
    const compiled = compileSegment(segment, scope, context, isChain ? undefined : context.target, keeps);
    // What a link of a chain puts out is a field for those after it.
    if (isChain) {
      for (const { name, dataType, evaluate } of compiled.model.outputs) {
        const single = (frame: Frame) => {
          const value = evaluate(frame);
          return typeof value === 'object' ? value.join(',') : value;
        };
        scope.declare(name, { name, dataType, opType: 'continuous', evaluate: single });
      }
    }
    return compiled;
  });
  const byId = new Map(segments.map(({ id, model }) => [id, model]));
  if (byId.size < segments.length) throw corrupt(mining.element, 'two of its segments have one id');
  return {
    outputScope: scope,
    segment: (id: string) => byId.get(id),
    ...combine(mining, segments, context),
  };
}

function combine(mining: Mining, segments: readonly CompiledSegment[], context: ModelContext): Scorer {
  const { functionName, isSingle } = context;
  switch (mining.method) {
    case 'majorityVote':
    case 'weightedMajorityVote':
      return countVotes(mining, segments, labelsOf(segments, context), functionName === 'classification');
    case 'selectFirst':
      return { labels: labelsOf(segments, context), ...selectFirst(segments, mining) };
    case 'selectAll':
      return { gives: [], predict: (frame) => selectAll(segments, mining, frame) };
    case 'modelChain':
      return { labels: segments.at(-1)?.model.scorer.labels ?? [], ...chain(segments, mining) };
    case 'multiModelChain':
      return mergeTargets(segments, mining);
    default:
      return functionName === 'regression'
        ? { gives: [], predict: combineNumbers(mining, segments, isSingle) }
        : combineClasses(mining, segments, labelsOf(segments, context));
  }
}

function compileSegment(
  segment: Segment,
  scope: Scope,
  { surroundings }: ModelContext,
  target: ModelContext['target'],
  keepsPrediction: boolean,
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
      keepsPrediction,
    }),
  };
}

function labelsOf(
  segments: readonly CompiledSegment[],
  { target, scope }: ModelContext,
): readonly PmmlValue[] {
  const labels = inOrder(new Set(segments.flatMap(({ model }) => model.scorer.labels ?? [])), target);
  // Every record combines the distributions of all segments.
  scope.program.takeSteps(segments.length * labels.length);
  return labels;
}

export function isTaken({ test }: CompiledSegment, frame: Frame): boolean {
  return test === undefined || test(frame) === true;
}
