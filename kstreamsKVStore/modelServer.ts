import { Consumed, Named, Serdes, StreamsBuilder, type Topology } from '@kafka-tutorial/kstreams';
import { type Approach, topics } from '@kafka-tutorial/serving';
import {
  dataAfterModels,
  keyedByDataType,
  keyOfData,
  keyOfModel,
  type ModelServerParts,
  modelsFirst,
  publishOutcomes,
} from '@kafka-tutorial/serving/kstreams';
import { DataProcessor } from './dataProcessor.ts';
import { ModelProcessor } from './modelProcessor.ts';
import { ModelStores, storeBuilders, storeNames } from './modelStore.ts';

export const approach: Approach = 'kstreamsKVStore';

/** A model server that is put together; `KafkaStreams` runs it. */
export interface ModelServer {
  readonly topology: Topology;
  readonly stores: ModelStores;
}

const bytes = Serdes.bytes();

/** Builds the topology: two streams that meet in the stores, and what comes of them. */
export function buildModelServer({ factory, logger, observe }: ModelServerParts): ModelServer {
  const stores = new ModelStores({ factory, logger });
  const connected = Object.values(storeNames);
  const builder = new StreamsBuilder();
  for (const store of storeBuilders()) builder.addStateStore(store);

  const data = builder.stream(
    topics.data,
    Consumed.with(bytes, bytes).withName('data').withTimestampExtractor(dataAfterModels),
  );
  const models = builder.stream(
    topics.models,
    Consumed.with(bytes, bytes).withName('models').withTimestampExtractor(modelsFirst),
  );

  const scored = keyedByDataType(data, 'data', keyOfData).process(
    { get: () => new DataProcessor(stores) },
    Named.as('dataProcessor'),
    ...connected,
  );
  const taken = keyedByDataType(models, 'models', keyOfModel).process(
    { get: () => new ModelProcessor(stores, factory) },
    Named.as('modelProcessor'),
    ...connected,
  );
  // Exercise: count the scores of each data type in windows of event time, late records included.
  // Solution: exercises/20-windows/solution/countScores.ts.
  publishOutcomes(scored.merge(taken, Named.as('outcomes')), { approach, observe });
  return { topology: builder.build(), stores };
}
