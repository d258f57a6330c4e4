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
import { ModelStateStoreBuilder } from './modelStateStoreBuilder.ts';

export const approach: Approach = 'kstreamsCustomStore';
export const storeName = 'models';

/** A model server that is put together; `KafkaStreams` runs it. */
export interface ModelServer {
  readonly topology: Topology;
}

const bytes = Serdes.bytes();

/** Builds the topology: two streams that meet in the store, and what comes of them. */
export function buildModelServer({ factory, logger, observe }: ModelServerParts): ModelServer {
  const builder = new StreamsBuilder();
  builder.addStateStore(new ModelStateStoreBuilder(storeName, { factory, logger }));

  const data = builder.stream(
    topics.data,
    Consumed.with(bytes, bytes).withName('data').withTimestampExtractor(dataAfterModels),
  );
  const models = builder.stream(
    topics.models,
    Consumed.with(bytes, bytes).withName('models').withTimestampExtractor(modelsFirst),
  );

  const scored = keyedByDataType(data, 'data', keyOfData).process(
    { get: () => new DataProcessor(storeName) },
    Named.as('dataProcessor'),
    storeName,
  );
  const taken = keyedByDataType(models, 'models', keyOfModel).process(
    { get: () => new ModelProcessor(storeName, factory) },
    Named.as('modelProcessor'),
    storeName,
  );
  publishOutcomes(scored.merge(taken, Named.as('outcomes')), { approach, observe });
  return { topology: builder.build() };
}
