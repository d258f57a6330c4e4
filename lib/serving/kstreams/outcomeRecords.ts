import { Headers, Record, type Serde, type StreamPartitioner } from '@kafka-tutorial/kstreams';
import type { Approach } from '../configuration.ts';
import { deadLetterMessage, resultMessage } from '../messages.ts';
import type { DeadLettered, ModelRejected, Outcome, Scored } from '../outcome.ts';

type Rejected = DeadLettered | ModelRejected;

export function isRejected(outcome: Outcome | null): outcome is Rejected {
  return outcome?.kind === 'deadLettered' || outcome?.kind === 'modelRejected';
}

/** An outcome as it flows on: under the key and at the time of its input. */
export function outcomeRecord<O extends Outcome>(outcome: O): Record<Buffer, O> {
  const { key, timestamp } = outcome.input.message;
  return new Record(key, outcome, Number(timestamp));
}

/** Writes what was scored as the results topic has it; nothing reads it back. */
export function scoredSerde(approach: Approach): Serde<Scored> {
  return {
    serialize: (_topic, scored) => scored && (resultMessage(scored, approach).value as Buffer),
    deserialize() {
      throw new TypeError('a result cannot become again what it was made from');
    },
  };
}

/** A result stays in the partition of its input, in order. */
export const inputPartition: StreamPartitioner<Buffer, Scored> = {
  partitions: (_topic, _key, scored, numPartitions) =>
    scored === null ? undefined : [scored.input.partition % numPartitions],
};

/**
 * What a dead letter looks like.
 *
 * @param now milliseconds since 1970: when it was rejected. Its own time may be none, and topics delete by time.
 */
export function deadLetterRecord({ input, reason }: Rejected, now: number): Record<Buffer, Buffer> {
  const { key, value, headers = {} } = deadLetterMessage(input, reason);
  const list = Object.entries(headers).map(([name, text]) => ({ name, value: Buffer.from(String(text)) }));
  return new Record(key as Buffer | null, value as Buffer | null, now, Headers.of(list));
}
