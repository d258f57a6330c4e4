import {
  Consumed,
  Joined,
  JoinWindows,
  Produced,
  Serdes,
  StreamJoined,
  StreamsBuilder,
  type Topology,
} from '@kafka-tutorial/kstreams';
import { ModelDescriptor, ScoredRecord } from '@kafka-tutorial/proto';

/** All in milliseconds. */
export interface VerdictOptions {
  /** How long after a score a taster's verdict belongs to it, by their timestamps. */
  readonly withinMs: number;
  /** How long the join waits for records that are late. */
  readonly graceMs: number;
}

const text = Serdes.string();
const bytes = Serdes.bytes();
const verdict = Serdes.double();
const descriptor = Serdes.protobuf<ModelDescriptor>(ModelDescriptor);
const scored = Serdes.protobuf<ScoredRecord>(ScoredRecord);

/** Describes each record of `models_data` with the model that its data type has at this moment, to `data_with_model`. */
export function dataWithModel(): Topology {
  const builder = new StreamsBuilder();
  const models = builder.table('models_models', Consumed.with(text, descriptor));
  builder
    .stream('models_data', Consumed.with(text, bytes))
    .leftJoin(models, withModel, Joined.with(text, bytes))
    .to('data_with_model', Produced.with(text, text));
  return builder.build();
}

/**
 * Puts the taster's verdict of `tasted_quality`, if it comes in time, beside each score of `models_results`, to
 * `score_with_verdict`. The key of a verdict says which record was tasted: topic-partition-offset.
 */
export function scoresWithVerdict({ withinMs, graceMs }: VerdictOptions): Topology {
  const builder = new StreamsBuilder();
  const verdicts = builder.stream('tasted_quality', Consumed.with(text, verdict));
  builder
    .stream('models_results', Consumed.with(text, scored))
    .selectKey((_dataType, score) => score && placeOf(score))
    .leftJoin(
      verdicts,
      withVerdict,
      JoinWindows.ofTimeDifferenceAndGrace(withinMs, graceMs),
      StreamJoined.with(text, scored, verdict),
    )
    .to('score_with_verdict', Produced.with(text, text));
  return builder.build();
}

/** Where the record stands that was scored. */
function placeOf({ topic, partition, offset }: ScoredRecord): string {
  return `${topic}-${partition}-${offset}`;
}

function withModel(data: Buffer, model: ModelDescriptor | null): string {
  return `${data.length} bytes for ${model?.name ?? 'no model'}`;
}

function withVerdict({ number }: ScoredRecord, tasted: number | null): string {
  return `scored ${number}, tasted ${tasted ?? 'by nobody'}`;
}
