import type { KafkaStreams } from '@kafka-tutorial/kstreams';
import type { Answer } from '../view.ts';

/** An answer that is no success, as those of all endpoints are. */
export function errorAnswer(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/** To what is asked before Kafka Streams has started. */
export const notReady = errorAnswer(503, 'HTTP_NOT_READY', 'The server is starting.');

/** The servers of the group: where each answers, its stores and its partitions. */
export function instancesOf(streams: KafkaStreams, store: string | undefined): Answer {
  const all =
    store === undefined ? streams.metadataForAllStreamsClients() : streams.streamsMetadataForStore(store);
  const body = all.map(({ hostInfo, stateStoreNames, topicPartitions }) => ({
    ...hostInfo,
    stores: stateStoreNames,
    partitions: topicPartitions.map(({ topic, partition }) => `${topic}-${partition}`),
  }));
  return { status: 200, body };
}
