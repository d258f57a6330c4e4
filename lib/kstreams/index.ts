export { Branched } from './dsl/branched.ts';
export type { BranchedKStream } from './dsl/branchedKStream.ts';
export { BufferConfig, type EagerBufferConfig, type StrictBufferConfig } from './dsl/bufferConfig.ts';
export type { CogroupedKStream } from './dsl/cogroupedKStream.ts';
export { Consumed } from './dsl/consumed.ts';
export { EmitStrategy } from './dsl/emitStrategy.ts';
export type {
  Aggregator,
  ForeachAction,
  Initializer,
  KeyValueMapper,
  Merger,
  Predicate,
  Reducer,
  ValueJoiner,
  ValueJoinerWithKey,
  ValueMapper,
} from './dsl/functions.ts';
export type { GlobalKTable } from './dsl/globalKTable.ts';
export { Grouped } from './dsl/grouped.ts';
export { Joined } from './dsl/joined.ts';
export { JoinWindows } from './dsl/joinWindows.ts';
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
export type { SessionWindowedCogroupedKStream } from './dsl/sessionWindowedCogroupedKStream.ts';
export type { SessionWindowedKStream } from './dsl/sessionWindowedKStream.ts';
export { SessionWindows } from './dsl/sessionWindows.ts';
export { SlidingWindows } from './dsl/slidingWindows.ts';
export { StreamJoined } from './dsl/streamJoined.ts';
export { StreamsBuilder } from './dsl/streamsBuilder.ts';
export { Suppressed } from './dsl/suppressed.ts';
export { TableJoined } from './dsl/tableJoined.ts';
export type { TimeWindowedCogroupedKStream } from './dsl/timeWindowedCogroupedKStream.ts';
export type { TimeWindowedKStream } from './dsl/timeWindowedKStream.ts';
export { TimeWindows } from './dsl/timeWindows.ts';
export { KStreamsError, type KStreamsErrorCode, kstreamsErrors } from './errors.ts';
export { KafkaStreams, type ThreadMetadata, type UncaughtExceptionResponse } from './kafka/kafkaStreams.ts';
export type { KafkaStreamsConfig } from './kafka/kafkaStreamsConfig.ts';
export type { StateRestoreListener } from './kafka/restore.ts';
export type { StreamsMetric } from './kafka/streamsMetrics.ts';
export type { KafkaStreamsState, StateListener } from './kafka/streamsState.ts';
export type { StreamThreadState } from './kafka/streamThread.ts';
export type { TopicPartition } from './kafka/taskPlan.ts';
export { type Header, Headers } from './processor/headers.ts';
export type { MaybePromise } from './processor/maybePromise.ts';
export type {
  FixedKeyProcessor,
  FixedKeyProcessorSupplier,
  Processor,
  ProcessorSupplier,
} from './processor/processor.ts';
export type {
  Cancellable,
  FixedKeyProcessorContext,
  ProcessingContext,
  ProcessorContext,
  PunctuationType,
  Punctuator,
} from './processor/processorContext.ts';
export { type FixedKeyRecord, Record } from './processor/record.ts';
export type { RecordContext, RecordMetadata } from './processor/recordContext.ts';
export { type TaskId, taskIdText } from './processor/taskId.ts';
export {
  type ConsumedRecord,
  failOnInvalidTimestamp,
  logAndSkipOnInvalidTimestamp,
  type TimestampExtractor,
  usePartitionTimeOnInvalidTimestamp,
  wallclockTimestamp,
} from './processor/timestampExtractor.ts';
export type { HostInfo } from './query/hostInfo.ts';
export {
  type QueriedEntry,
  type QueriedKeyValueStoreOptions,
  type QueriedStore,
  queriedKeyValueStore,
} from './query/queriedStore.ts';
export type { QueryableStoreType, StateStoreProvider } from './query/queryableStoreType.ts';
export { QueryableStoreTypes } from './query/queryableStoreTypes.ts';
export { StoreQueryParameters } from './query/storeQueryParameters.ts';
export {
  type QueryAnswer,
  StoreQueryService,
  type StoreQueryServiceOptions,
} from './query/storeQueryService.ts';
export type { KeyQueryMetadata, StreamsMetadata } from './query/streamsMetadata.ts';
export type {
  DeserializationExceptionHandler,
  ErrorHandlerContext,
  HandlerResponse,
  ProcessingExceptionHandler,
  ProductionExceptionHandler,
  UnserializedRecord,
} from './runtime/exceptionHandlers.ts';
export {
  type DeadLetterOptions,
  type ExceptionHandler,
  logAndContinue,
  logAndFail,
} from './runtime/logAndHandle.ts';
export type { Logger } from './runtime/logger.ts';
export type { ProducedRecord, RawRecord } from './runtime/records.ts';
export type { StreamsConfig } from './runtime/streamsConfig.ts';
export type { ProtobufCodec } from './serdes/protobufSerde.ts';
export type { Serde } from './serdes/serde.ts';
export { Serdes } from './serdes/serdes.ts';
export type { CachedStateStore, CacheFlushListener, FlushedUpdate } from './state/cachedStateStore.ts';
export type {
  KeyValue,
  KeyValueBytesStore,
  KeyValueIterator,
  KeyValueStore,
  ReadOnlyKeyValueStore,
  TimestampedKeyValueStore,
  ValueAndTimestamp,
} from './state/keyValueStore.ts';
export type { SegmentedBytesStore, TimedRange } from './state/segmented/segmentedBytesStore.ts';
export type {
  SessionBytesStoreSupplier,
  WindowBytesStoreSupplier,
} from './state/segmented/segmentedStoreBuilder.ts';
export type { TimedKey, TimedKeySchema } from './state/segmented/timedKey.ts';
export type { ReadOnlySessionStore, SessionStore } from './state/sessionStore.ts';
export type { RestoreCallback, StateStore, StateStoreContext } from './state/stateStore.ts';
export type { LogConfig, StoreBuilder } from './state/storeBuilder.ts';
export { type KeyValueBytesStoreSupplier, Stores, type WindowStoreOptions } from './state/stores.ts';
export {
  PUT_RETURN_CODE_NOT_PUT,
  PUT_RETURN_CODE_VALID_TO_UNDEFINED,
  type VersionedBytesStore,
  type VersionedKeyValueStore,
  type VersionedRecord,
} from './state/versioned/versionedKeyValueStore.ts';
export type { VersionedBytesStoreSupplier } from './state/versioned/versionedKeyValueStoreBuilder.ts';
export { Window, Windowed } from './state/windowed.ts';
export { WindowedSerdes } from './state/windowedSerdes.ts';
export type {
  ReadOnlyWindowStore,
  TimestampedWindowStore,
  WindowStore,
  WindowStoreIterator,
} from './state/windowStore.ts';
export type { TestInputTopic, TestInputTopicOptions } from './testing/testInputTopic.ts';
export type { TestOutputTopic } from './testing/testOutputTopic.ts';
export { type TestDriverConfig, TopologyTestDriver } from './testing/topologyTestDriver.ts';
export type { SinkOptions, SourceOptions } from './topology/definition.ts';
export type { TopologyDescription } from './topology/description.ts';
export type { StreamPartitioner, TopicNameExtractor } from './topology/partitioner.ts';
export type { BuiltTopology, InternalTopic, OffsetReset } from './topology/processorTopology.ts';
export { Topology } from './topology/topology.ts';
