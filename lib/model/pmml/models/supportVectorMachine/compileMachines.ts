import { ModelError } from '../../../errors.ts';
import type { PmmlValue } from '../../dataTypes.ts';
import { roundHalfUp } from '../../functions/mathematics.ts';
import type { Frame } from '../../program.ts';
import { typedConstant } from '../../transformations/constant.ts';
import { corrupt } from '../../xml/elementReader.ts';
import type { ModelContext, Scorer } from '../model.ts';
import { compileInput } from './compileInput.ts';
import { type Compare, compileKernel, dotProduct } from './kernels.ts';
import type { Machine } from './parseMachine.ts';
import type { SupportVectorMachine } from './supportVectorMachine.ts';

type Evaluate = (input: Float64Array) => number;

export function compileMachines(model: SupportVectorMachine, context: ModelContext): Scorer {
  const readInput = compileInput(model.vectors.fields, context.scope);
  // Many machines can name the same few long vectors.
  for (const { coefficients } of model.machines)
    context.scope.program.takeSteps(coefficients.length * model.vectors.fields.length);
  const kernel = compileKernel(model.kernel);
  const machines = model.machines.map((machine) => compileMachine(machine, model.vectors.values, kernel));
  if (context.functionName === 'regression') {
    const [only] = machines as [Evaluate];
    return { gives: [], predict: (frame) => ({ value: only(readInput(frame)) }) };
  }
  return model.method === 'OneAgainstAll'
    ? oneAgainstAll(model, machines, readInput, context)
    : oneAgainstOne(model, machines, readInput, context);
}

function compileMachine(
  { constant, coefficients, starts }: Machine,
  vectors: Float64Array,
  compare: Compare,
): Evaluate {
  if (starts === undefined) return (input) => dotProduct(input, coefficients, 0) + constant;
  return (input) => {
    let sum = 0;
    for (let index = 0; index < starts.length; index += 1)
      sum += (coefficients[index] as number) * compare(input, vectors, starts[index] as number);
    return sum + constant;
  };
}

/** Every machine has a class; the least value wins. */
function oneAgainstAll(
  model: SupportVectorMachine,
  machines: readonly Evaluate[],
  readInput: (frame: Frame) => Float64Array,
  { targetType }: ModelContext,
): Scorer {
  const labels = model.machines.map(({ element, category }) => {
    if (category === undefined) throw corrupt(element, 'the attribute targetCategory is missing');
    return typedConstant(targetType, category);
  });
  if (new Set(labels).size < labels.length) throw corrupt(model.element, 'two machines have one category');
  const sign = model.maxWins ? -1 : 1;
  return {
    gives: [],
    labels,
    predict: (frame) => {
      const input = readInput(frame);
      let best = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let index = 0; index < machines.length; index += 1) {
        const value = sign * (machines[index] as Evaluate)(input);
        // A value that is no number never wins.
        if (!(value < least)) continue;
        least = value;
        best = index;
      }
      return { value: labels[best] };
    },
  };
}

/** Every machine votes for one of its two classes; of classes with equal votes the one that was voted for first wins. */
function oneAgainstOne(
  model: SupportVectorMachine,
  machines: readonly Evaluate[],
  readInput: (frame: Frame) => Float64Array,
  { targetType }: ModelContext,
): Scorer {
  const places = new Map<PmmlValue, number>();
  const placeOf = (text: string | undefined, { element }: Machine): number => {
    if (text === undefined) throw corrupt(element, 'it needs a targetCategory and an alternate category');
    const label = typedConstant(targetType, text);
    const at = places.get(label) ?? places.size;
    places.set(label, at);
    return at;
  };
  const binary = model.alternateBinaryCategory;
  const choices = model.machines.map((machine, index) => ({
    evaluate: machines[index] as Evaluate,
    category: placeOf(machine.category, machine),
    alternate: placeOf(binary ?? machine.alternateCategory, machine),
    isCategory: binary === undefined ? below(machine.threshold ?? model.threshold) : roundsToOne,
  }));
  const labels = [...places.keys()];
  return {
    gives: ['probability'],
    labels,
    predict: (frame) => {
      const input = readInput(frame);
      const votes = new Float64Array(labels.length);
      let winner = -1;
      const order: number[] = [];
      for (const { evaluate, category, alternate, isCategory } of choices) {
        const at = isCategory(evaluate(input)) ? category : alternate;
        if (votes[at] === 0) order.push(at);
        votes[at] = (votes[at] as number) + 1;
      }
      for (const at of order)
        if (winner < 0 || (votes[at] as number) > (votes[winner] as number)) winner = at;
      for (let index = 0; index < votes.length; index += 1)
        votes[index] = (votes[index] as number) / choices.length;
      return { value: labels[winner], distribution: { labels, probabilities: votes } };
    },
  };
}

function below(threshold: number): (value: number) => boolean {
  return (value) => value < threshold;
}

function roundsToOne(value: number): boolean {
  const rounded = roundHalfUp(value);
  if (rounded === 0 || rounded === 1) return rounded === 1;
  throw new ModelError('SCORING_FAILED', `A support vector machine must answer 0 or 1, and says ${value}.`);
}
