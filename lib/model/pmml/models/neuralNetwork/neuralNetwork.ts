import { type DerivedField, parseDerivedField } from '../../transformations/derivedField.ts';
import { corrupt, ElementReader } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { activationNames } from './activations.ts';
import { compileNetwork } from './compileNetwork.ts';

const normalizations = ['none', 'simplemax', 'softmax'] as const;

export interface Neuron {
  readonly id: string;
  readonly bias: number;
  readonly width: number | undefined;
  readonly altitude: number | undefined;
  readonly connections: readonly { readonly from: string; readonly weight: number }[];
}

/** What a layer does not say itself is said by the network. */
interface LayerSettings {
  readonly activation: (typeof activationNames)[number];
  readonly normalization: (typeof normalizations)[number];
  readonly threshold: number;
  readonly width: number | undefined;
  readonly altitude: number;
  /** What a rectifier multiplies sums below 0 with. */
  readonly leakage: number | undefined;
}

export interface NeuralLayer extends LayerSettings {
  readonly neurons: readonly Neuron[];
}

export interface NeuralNetwork {
  readonly inputs: readonly { readonly id: string; readonly field: DerivedField }[];
  readonly layers: readonly NeuralLayer[];
  readonly outputs: readonly { readonly neuron: string; readonly field: DerivedField }[];
}

/** Feed-forward networks: PMML's NeuralNetwork. */
export const neuralNetwork: ModelType<NeuralNetwork> = {
  functions: ['classification', 'regression'],
  parse(reader) {
    reader.ignore('numberOfLayers');
    const settings: LayerSettings = {
      activation: reader.choice('activationFunction', activationNames),
      normalization: reader.choice('normalizationMethod', normalizations, 'none'),
      threshold: reader.number('threshold') ?? 0,
      width: reader.number('width'),
      altitude: reader.number('altitude') ?? 1,
      leakage: reader.number('x-leakage'),
    };
    const layers = reader.children('NeuralLayer');
    if (layers.length === 0) throw corrupt(reader.element, 'it has no NeuralLayer');
    return {
      inputs: childrenOf(reader, 'NeuralInputs', 'NeuralInput').map((input) => ({
        id: input.requiredText('id'),
        field: parseDerivedField(input.requiredChild('DerivedField')),
      })),
      layers: layers.map((layer) => parseLayer(layer, settings)),
      outputs: childrenOf(reader, 'NeuralOutputs', 'NeuralOutput').map((output) => ({
        neuron: output.requiredText('outputNeuron'),
        field: parseDerivedField(output.requiredChild('DerivedField')),
      })),
    };
  },
  compile: compileNetwork,
};

function childrenOf(reader: ElementReader, list: string, item: string): ElementReader[] {
  const parent = new ElementReader(reader.requiredChild(list)).ignore('numberOfInputs', 'numberOfOutputs');
  const items = parent.children(item).map((child) => new ElementReader(child));
  parent.finish();
  return items;
}

function parseLayer(element: XmlElement, network: LayerSettings): NeuralLayer {
  const reader = new ElementReader(element).ignore('numberOfNeurons');
  const layer: NeuralLayer = {
    activation: reader.choice('activationFunction', activationNames, network.activation),
    normalization: reader.choice('normalizationMethod', normalizations, network.normalization),
    threshold: reader.number('threshold') ?? network.threshold,
    width: reader.number('width') ?? network.width,
    altitude: reader.number('altitude') ?? network.altitude,
    leakage: reader.number('x-leakage') ?? network.leakage,
    neurons: reader.children('Neuron').map(parseNeuron),
  };
  reader.finish();
  return layer;
}

function parseNeuron(element: XmlElement): Neuron {
  const reader = new ElementReader(element);
  const neuron: Neuron = {
    id: reader.requiredText('id'),
    bias: reader.number('bias') ?? 0,
    width: reader.number('width'),
    altitude: reader.number('altitude'),
    connections: reader.children('Con').map((child) => {
      const connection = new ElementReader(child);
      const parsed = { from: connection.requiredText('from'), weight: connection.requiredNumber('weight') };
      connection.finish();
      return parsed;
    }),
  };
  reader.finish();
  return neuron;
}
