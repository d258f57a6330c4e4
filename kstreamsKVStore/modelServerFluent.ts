import { Branched, Consumed, Named, Produced, Serdes, StreamsBuilder } from '@kafka-tutorial/kstreams';
import { type Outcome, topics } from '@kafka-tutorial/serving';
import {
  dataAfterModels,
  deadLetters,
  inputPartition,
  isRejected,
  keyedByDataType,
  keyOfData,
  keyOfModel,
  type ModelServerParts,
  modelsFirst,
  scoredSerde,
} from '@kafka-tutorial/serving/kstreams';
import { DataProcessor } from './dataProcessor.ts';
import { ModelProcessor } from './modelProcessor.ts';
import { approach, type ModelServer } from './modelServer.ts';
import { ModelStores, storeBuilders, storeNames } from './modelStore.ts';

const bytes = Serdes.bytes();
const stores = Object.values(storeNames);

/** The same server as `buildModelServer`, written as one chain. */
export function buildModelServerFluent({ factory, logger, observe }: ModelServerParts): ModelServer {
  const modelStores = new ModelStores({ factory, logger });
  const builder = storeBuilders().reduce((all, store) => all.addStateStore(store), new StreamsBuilder());

  keyedByDataType(
    builder.stream(
      topics.data,
      Consumed.with(bytes, bytes).withName('data').withTimestampExtractor(dataAfterModels),
    ),
    'data',
    keyOfData,
  )
    .process<Buffer, Outcome>(
      { get: () => new DataProcessor(modelStores) },
      Named.as('dataProcessor'),
      ...stores,
    )
    .merge(
      keyedByDataType(
        builder.stream(
          topics.models,
          Consumed.with(bytes, bytes).withName('models').withTimestampExtractor(modelsFirst),
        ),
        'models',
        keyOfModel,
      ).process<Buffer, Outcome>(
        { get: () => new ModelProcessor(modelStores, factory) },
        Named.as('modelProcessor'),
        ...stores,
      ),
      Named.as('outcomes'),
    )
    .peek((_key, outcome) => outcome && observe([outcome]), Named.as('report'))
    .split(Named.as('outcome-'))
    .branch(
      (_key, outcome) => isRejected(outcome),
      Branched.withConsumer(
        (outcomes) =>
          outcomes
            .process(deadLetters, Named.as('rejected'))
            .to(topics.deadLetters, Produced.with(bytes, bytes).withName('deadLetters')),
        'rejected',
      ),
    )
    .defaultBranch(
      Branched.withConsumer(
        (outcomes) =>
          outcomes
            .filter((_key, outcome) => outcome?.kind === 'scored', Named.as('scored'))
            .to(
              topics.results,
              Produced.with(bytes, scoredSerde(approach), inputPartition).withName('results'),
            ),
        'others',
      ),
    );
  return { topology: builder.build(), stores: modelStores };
}
