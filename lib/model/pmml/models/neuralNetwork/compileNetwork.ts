import { ModelError } from '../../../errors.ts';
import { indexOfGreatest, noPrediction } from '../../prediction.ts';
import type { Evaluate, Frame } from '../../program.ts';
import { typedConstant } from '../../transformations/constant.ts';
import { castTo } from '../../transformations/derivedField.ts';
import { compileExpression, type Expression } from '../../transformations/expression.ts';
import { invertNormContinuous } from '../../transformations/normContinuous.ts';
import type { ModelContext, Scorer } from '../model.ts';
import { compileLayer, placeOf } from './compileLayer.ts';
import type { NeuralNetwork } from './neuralNetwork.ts';

/** The outputs of all inputs and neurons; `undefined` when an input is missing. */
type Run = (frame: Frame) => Float64Array | undefined;

export function compileNetwork(network: NeuralNetwork, context: ModelContext): Scorer {
  const places = new Map<string, number>();
  const inputs = network.inputs.map(({ id, field }) => {
    addPlace(id, places);
    return castTo(compileExpression(field.expression, context.scope), field.dataType).evaluate;
  });
  const layers = network.layers.map((layer) => {
    const run = compileLayer(layer, places.size, places);
    for (const { id } of layer.neurons) addPlace(id, places);
    return run;
  });
  const run = compileRun(inputs, layers, places.size);
  return context.functionName === 'classification'
    ? classify(network, run, places, context)
    : regress(network, run, places);
}

function addPlace(id: string, places: Map<string, number>): void {
  if (places.has(id)) throw new ModelError('MODEL_CORRUPT', `The PMML network has the id "${id}" twice.`);
  places.set(id, places.size);
}

function compileRun(
  inputs: readonly Evaluate[],
  layers: readonly ((outputs: Float64Array) => void)[],
  size: number,
): Run {
  const outputs = new Float64Array(size);
  return (frame) => {
    for (let index = 0; index < inputs.length; index += 1) {
      const value = inputs[index]?.(frame);
      if (value === undefined) return undefined;
      outputs[index] = Number(value);
    }
    for (const layer of layers) layer(outputs);
    return outputs;
  };
}

function classify(
  network: NeuralNetwork,
  run: Run,
  places: ReadonlyMap<string, number>,
  { targetType }: ModelContext,
): Scorer {
  const labels = network.outputs.map(({ field: { expression } }) => {
    if (expression.kind === 'NormDiscrete') return typedConstant(targetType, expression.value);
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `NeuralOutput ${expression.kind} is not supported for classification.`,
    );
  });
  const sources = Int32Array.from(network.outputs, ({ neuron }) => placeOf(neuron, places));
  return {
    gives: ['probability', 'entityId'],
    labels,
    predict: (frame) => {
      const outputs = run(frame);
      if (outputs === undefined) return noPrediction;
      // A loop, because Float64Array.from costs more than the whole network.
      const probabilities = new Float64Array(sources.length);
      for (let index = 0; index < sources.length; index += 1) {
        probabilities[index] = outputs[sources[index] as number] as number;
      }
      const best = indexOfGreatest(probabilities);
      return {
        value: labels[best],
        distribution: { labels, probabilities },
        entityId: network.outputs[best]?.neuron as string,
      };
    },
  };
}

function regress(network: NeuralNetwork, run: Run, places: ReadonlyMap<string, number>): Scorer {
  const [output] = network.outputs;
  if (output === undefined || network.outputs.length > 1) {
    throw new ModelError(
      'MODEL_UNSUPPORTED',
      `A NeuralNetwork for regression with ${network.outputs.length} NeuralOutput elements is not supported.`,
    );
  }
  const source = placeOf(output.neuron, places);
  const denormalize = inverseOf(output.field.expression);
  return {
    gives: [],
    predict: (frame) => {
      const outputs = run(frame);
      return outputs === undefined ? noPrediction : { value: denormalize(outputs[source] as number) };
    },
  };
}

/** The output's field says how the target became what the network learnt: the way back leads to the target. */
function inverseOf(expression: Expression): (value: number) => number {
  if (expression.kind === 'FieldRef') return (value) => value;
  if (expression.kind === 'NormContinuous') return invertNormContinuous(expression);
  throw new ModelError(
    'MODEL_UNSUPPORTED',
    `NeuralOutput ${expression.kind} is not supported for regression.`,
  );
}
