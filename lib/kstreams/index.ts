export { Branched } from './dsl/branched.ts';
export type { BranchedKStream } from './dsl/branchedKStream.ts';
export type { CogroupedKStream } from './dsl/cogroupedKStream.ts';
export { Consumed } from './dsl/consumed.ts';
export type {
  Aggregator,
  ForeachAction,
  Initializer,
  KeyValueMapper,
  Predicate,
  Reducer,
  ValueMapper,
} from './dsl/functions.ts';
export type { GlobalKTable } from './dsl/globalKTable.ts';
export { Grouped } from './dsl/grouped.ts';
export type { KGroupedStream } from './dsl/kgroupedStream.ts';
export type { KGroupedTable } from './dsl/kgroupedTable.ts';
export type { KStream } from './dsl/kstream.ts';
export type { KTable } from './dsl/ktable.ts';
export { Materialized } from './dsl/materialized.ts';
export { Named } from './dsl/named.ts';
export type { TopologyOptimization } from './dsl/optimizations.ts';
export { Printed } from './dsl/printed.ts';
export { Produced } from './dsl/produced.ts';
export { Repartitioned } from './dsl/repartitioned.ts';
export { StreamsBuilder } from './dsl/streamsBuilder.ts';
export { KStreamsError, type KStreamsErrorCode, kstreamsErrors } from './errors.ts';
export type { ProtobufCodec } from './serdes/protobufSerde.ts';
export type { Serde } from './serdes/serde.ts';
export { Serdes } from './serdes/serdes.ts';
export type { SinkOptions, SourceOptions } from './topology/definition.ts';
export type { TopologyDescription } from './topology/description.ts';
export type { StreamPartitioner, TopicNameExtractor } from './topology/partitioner.ts';
export type { BuiltTopology, InternalTopic, OffsetReset } from './topology/processorTopology.ts';
export { Topology } from './topology/topology.ts';
