import {
  BufferConfig,
  Consumed,
  Grouped,
  Produced,
  Serdes,
  StreamsBuilder,
  Suppressed,
  type TimestampExtractor,
  TimeWindows,
  type Topology,
  WindowedSerdes,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';

/** All in milliseconds. */
export interface WindowOptions {
  readonly windowMs: number;
  /** How long after its end a window still takes records. */
  readonly graceMs: number;
}

const text = Serdes.string();
const scored = Serdes.protobuf(ScoredRecord);

/** When the record was measured, not when its score was written. */
const eventTime: TimestampExtractor = {
  extract: ({ value }) => (value instanceof ScoredRecord ? Number(value.eventTime) : -1),
};

/**
 * Counts the scores of each data type in tumbling windows of event time: from `models_results`, to `scores_per_window`
 * once for each window, when it has closed.
 */
export function countScores({ windowMs }: WindowOptions): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream('models_results', Consumed.with(text, scored).withTimestampExtractor(eventTime))
    .groupByKey(Grouped.with(text, scored))
    .windowedBy(TimeWindows.ofSizeWithNoGrace(windowMs))
    .count()
    .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
    .toStream()
    .to(
      'scores_per_window',
      Produced.with(WindowedSerdes.timeWindowedSerdeFrom(text, windowMs), Serdes.long()),
    );
  return builder.build();
}
