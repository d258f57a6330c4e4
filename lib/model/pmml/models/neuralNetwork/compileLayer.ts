import { ModelError } from '../../../errors.ts';
import { softmax } from '../regression/links.ts';
import { activations } from './activations.ts';
import type { NeuralLayer } from './neuralNetwork.ts';

/** Computes a layer's outputs from all outputs before it, which lie in one array. */
export type RunLayer = (outputs: Float64Array) => void;

/**
 * Compiles a layer whose neurons write to `outputs` from `offset` on. The weights of all its neurons lie in one
 * array, and so do the places they read.
 *
 * @param places where the output of each known neuron and input lies
 */
export function compileLayer(
  layer: NeuralLayer,
  offset: number,
  places: ReadonlyMap<string, number>,
): RunLayer {
  const connections = layer.neurons.flatMap((neuron) => neuron.connections);
  const weights = Float64Array.from(connections, ({ weight }) => weight);
  const sources = Int32Array.from(connections, ({ from }) => placeOf(from, places));
  const starts = [0];
  for (const neuron of layer.neurons) starts.push((starts.at(-1) as number) + neuron.connections.length);

  const compute =
    layer.activation === 'radialBasis'
      ? radialBasis(layer, weights, sources, starts)
      : weightedSums(layer, weights, sources, starts);
  const count = layer.neurons.length;
  const normalize = layer.normalization;
  return (outputs) => {
    for (let neuron = 0; neuron < count; neuron += 1) outputs[offset + neuron] = compute(neuron, outputs);
    if (normalize === 'softmax') softmax(outputs.subarray(offset, offset + count));
    if (normalize === 'simplemax') simplemax(outputs.subarray(offset, offset + count));
  };
}

type ComputeNeuron = (neuron: number, outputs: Float64Array) => number;

function weightedSums(
  layer: NeuralLayer,
  weights: Float64Array,
  sources: Int32Array,
  starts: readonly number[],
): ComputeNeuron {
  const biases = Float64Array.from(layer.neurons, ({ bias }) => bias);
  const { threshold, activation } = layer;
  const activate =
    activation === 'threshold' || activation === 'radialBasis'
      ? (sum: number) => (sum > threshold ? 1 : 0)
      : activations[activation];
  return (neuron, outputs) => {
    let sum = biases[neuron] as number;
    const end = starts[neuron + 1] as number;
    for (let at = starts[neuron] as number; at < end; at += 1) {
      sum += (weights[at] as number) * (outputs[sources[at] as number] as number);
    }
    return activate(sum);
  };
}

/** exp(f·ln(altitude) − Σ(w − z)² / (2·width²)), where f is the number of connections. */
function radialBasis(
  layer: NeuralLayer,
  weights: Float64Array,
  sources: Int32Array,
  starts: readonly number[],
): ComputeNeuron {
  const widths = layer.neurons.map(({ id, width }) => {
    const found = width ?? layer.width;
    if (found === undefined)
      throw new ModelError('MODEL_CORRUPT', `The PMML neuron "${id}" needs a width for radialBasis.`);
    return found;
  });
  const altitudes = layer.neurons.map(({ altitude }) => altitude ?? layer.altitude);
  return (neuron, outputs) => {
    let squares = 0;
    const start = starts[neuron] as number;
    const end = starts[neuron + 1] as number;
    for (let at = start; at < end; at += 1) {
      squares += ((weights[at] as number) - (outputs[sources[at] as number] as number)) ** 2;
    }
    const width = widths[neuron] as number;
    return Math.exp((end - start) * Math.log(altitudes[neuron] as number) - squares / (2 * width * width));
  };
}

function simplemax(values: Float64Array): void {
  const total = values.reduce((sum, value) => sum + value, 0);
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] as number) / total;
}

export function placeOf(neuron: string, places: ReadonlyMap<string, number>): number {
  const place = places.get(neuron);
  if (place !== undefined) return place;
  throw new ModelError(
    'MODEL_CORRUPT',
    `The PMML network uses "${neuron}", which is neither an input nor a neuron before it.`,
  );
}
