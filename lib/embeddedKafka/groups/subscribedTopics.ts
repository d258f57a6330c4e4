import { EmbeddedKafkaError } from '../errors.ts';
import { decode } from '../protocol/codec.ts';
import { array, int16 } from '../protocol/types.ts';
import { WireReader } from '../protocol/wireReader.ts';

/** The beginning, alike in all versions, of what a consumer says of itself when it joins (ConsumerProtocolSubscription). */
const subscription = { version: int16(), topics: array('string') };

/** The topics that a member of a consumer group subscribes to; none when its metadata is of another kind. */
export function subscribedTopics(metadata: Buffer): string[] {
  try {
    return decode(subscription, new WireReader(metadata), { version: 0, flexible: false }).topics;
  } catch (error) {
    if (error instanceof EmbeddedKafkaError) return [];
    throw error;
  }
}
