import { Serdes, Topology } from '@kafka-tutorial/kstreams';
import { type Approach, topics } from '@kafka-tutorial/serving';
import {
  dataAfterModels,
  inputPartition,
  keyOfData,
  keyOfModel,
  type ModelServerParts,
  modelsFirst,
  scoredSerde,
} from '@kafka-tutorial/serving/kstreams';
import { DataProcessor } from './dataProcessor.ts';
import { KeyRouter } from './keyRouter.ts';
import { ModelProcessor } from './modelProcessor.ts';
import { ModelStore } from './modelStore.ts';
import { PrintProcessor } from './printProcessor.ts';

export const approach: Approach = 'kstreamsInMemory';

/** Topics of a group's own: through them goes what came under another key than that of its data type. */
export function rekeyedTopics(group: string) {
  return { data: `${group}-data-rekeyed`, models: `${group}-models-rekeyed` };
}

/** The parts of this model server; the topics must exist. */
export type InMemoryParts = ModelServerParts & { readonly rekeyed?: ReturnType<typeof rekeyedTopics> };

/** A model server that is put together; `KafkaStreams` runs it. */
export interface ModelServer {
  readonly topology: Topology;
  readonly store: ModelStore;
}

const bytes = Serdes.bytes();
const asBytes = { keySerde: bytes, valueSerde: bytes };

/** Builds the topology, node by node; parents come before their children. */
export function buildModelServer({
  factory,
  observe,
  rekeyed = rekeyedTopics(approach),
}: InMemoryParts): ModelServer {
  const store = new ModelStore();
  const data = { keyed: 'dataProcessor', astray: 'data-rekeyed-sink' };
  const models = { keyed: 'modelProcessor', astray: 'models-rekeyed-sink' };
  const children = { results: 'results', deadLetters: 'deadLetters' };
  const topology = new Topology()
    .addSource('data', topics.data, { ...asBytes, timestampExtractor: dataAfterModels })
    .addProcessor('data-router', { get: () => new KeyRouter(keyOfData, data) }, 'data')
    .addSink(data.astray, rekeyed.data, asBytes, 'data-router')
    .addSource('data-rekeyed', rekeyed.data, { ...asBytes, timestampExtractor: dataAfterModels })
    .addProcessor(data.keyed, { get: () => new DataProcessor(store) }, 'data-router', 'data-rekeyed')

    .addSource('models', topics.models, { ...asBytes, timestampExtractor: modelsFirst })
    .addProcessor('models-router', { get: () => new KeyRouter(keyOfModel, models) }, 'models')
    .addSink(models.astray, rekeyed.models, asBytes, 'models-router')
    .addSource('models-rekeyed', rekeyed.models, { ...asBytes, timestampExtractor: modelsFirst })
    .addProcessor(
      models.keyed,
      { get: () => new ModelProcessor(store, factory) },
      ...['models-router', 'models-rekeyed'],
    )

    .addProcessor(
      'printProcessor',
      { get: () => new PrintProcessor(observe, children) },
      ...[data.keyed, models.keyed],
    )
    .addSink(
      children.results,
      topics.results,
      { keySerde: bytes, valueSerde: scoredSerde(approach), partitioner: inputPartition },
      'printProcessor',
    )
    .addSink(children.deadLetters, topics.deadLetters, asBytes, 'printProcessor');
  return { topology, store };
}
