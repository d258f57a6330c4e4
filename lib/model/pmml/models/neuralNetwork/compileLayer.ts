import { ModelError } from '../../../errors.ts';
import { softmax } from '../regression/links.ts';
import { activations } from './activations.ts';
import type { NeuralLayer } from './neuralNetwork.ts';

/** Computes a layer's outputs from all outputs before it, which lie in one array. */
export type RunLayer = (outputs: Float64Array) => void;

/** A layer's connections: for neuron n those from `starts[n]` to `starts[n + 1]`. */
interface Connections {
  readonly weights: Float64Array;
  /** Where the outputs that are weighted lie. */
  readonly sources: Int32Array;
  readonly starts: Int32Array;
}

/**
 * Compiles a layer whose neurons write to `outputs` from `offset` on.
 *
 * @param places where the output of each known neuron and input lies
 */
export function compileLayer(
  layer: NeuralLayer,
  offset: number,
  places: ReadonlyMap<string, number>,
): RunLayer {
  const all = layer.neurons.flatMap((neuron) => neuron.connections);
  const starts = new Int32Array(layer.neurons.length + 1);
  layer.neurons.forEach((neuron, index) => {
    starts[index + 1] = (starts[index] as number) + neuron.connections.length;
  });
  const connections: Connections = {
    weights: Float64Array.from(all, ({ weight }) => weight),
    sources: Int32Array.from(all, ({ from }) => placeOf(from, places)),
    starts,
  };
  const compute =
    layer.activation === 'radialBasis'
      ? radialBasis(layer, connections, offset)
      : weightedSums(layer, connections, offset);
  const normalize = { none: undefined, softmax, simplemax }[layer.normalization];
  if (normalize === undefined) return compute;
  return (outputs) => {
    compute(outputs);
    normalize(outputs.subarray(offset, offset + layer.neurons.length));
  };
}

function weightedSums(
  layer: NeuralLayer,
  { weights, sources, starts }: Connections,
  offset: number,
): RunLayer {
  const biases = Float64Array.from(layer.neurons, ({ bias }) => bias);
  const activate = activationOf(layer);
  return (outputs) => {
    for (let neuron = 0; neuron < biases.length; neuron += 1) {
      let sum = 0;
      const end = starts[neuron + 1] as number;
      for (let at = starts[neuron] as number; at < end; at += 1) {
        sum += (weights[at] as number) * (outputs[sources[at] as number] as number);
      }
      outputs[offset + neuron] = activate(sum + (biases[neuron] as number));
    }
  };
}

function activationOf({ activation, threshold, leakage }: NeuralLayer): (sum: number) => number {
  if (activation === 'threshold' || activation === 'radialBasis') return (sum) => (sum > threshold ? 1 : 0);
  if (activation === 'rectifier' && leakage !== undefined) return (sum) => (sum > 0 ? sum : leakage * sum);
  return activations[activation];
}

/** exp(f·ln(altitude) − Σ(w − z)² / (2·width²)), where f is the number of connections. */
function radialBasis(
  layer: NeuralLayer,
  { weights, sources, starts }: Connections,
  offset: number,
): RunLayer {
  const widths = layer.neurons.map(({ id, width }) => {
    const found = width ?? layer.width;
    if (found === undefined) {
      throw new ModelError('MODEL_CORRUPT', `The PMML neuron "${id}" needs a width for radialBasis.`);
    }
    return found;
  });
  const altitudes = layer.neurons.map(({ altitude }) => altitude ?? layer.altitude);
  return (outputs) => {
    for (let neuron = 0; neuron < widths.length; neuron += 1) {
      let squares = 0;
      const start = starts[neuron] as number;
      const end = starts[neuron + 1] as number;
      for (let at = start; at < end; at += 1) {
        squares += ((weights[at] as number) - (outputs[sources[at] as number] as number)) ** 2;
      }
      const width = widths[neuron] as number;
      const height = (end - start) * Math.log(altitudes[neuron] as number);
      outputs[offset + neuron] = Math.exp(height - squares / (2 * width * width));
    }
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
