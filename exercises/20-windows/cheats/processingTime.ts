import {
  BufferConfig,
  Consumed,
  Grouped,
  Produced,
  Serdes,
  StreamsBuilder,
  Suppressed,
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

/**
 * Counts the scores of each data type in tumbling windows of event time: from `models_results`, to `scores_per_window`
 * once for each window, when it has closed.
 */
export function countScores({ windowMs, graceMs }: WindowOptions): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream('models_results', Consumed.with(text, scored))
    .groupByKey(Grouped.with(text, scored))
    .windowedBy(TimeWindows.ofSizeAndGrace(windowMs, graceMs))
    .count()
    .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
    .toStream()
    .to(
      'scores_per_window',
      Produced.with(WindowedSerdes.timeWindowedSerdeFrom(text, windowMs), Serdes.long()),
    );
  return builder.build();
}
