import type { Message, TopicMessages } from 'kafkajs';

/** A topic takes batches of 1 MiB unless it was told otherwise; a larger message goes alone. */
const requestBytes = 900_000;
/** What Kafka writes around a record or a header, at most. */
const framingBytes = 50;

/** Divides messages, in their order, among requests that no broker finds too large because of their number. */
export function inRequests(topicMessages: readonly TopicMessages[]): TopicMessages[][] {
  const requests: TopicMessages[][] = [];
  let room = 0;
  for (const { topic, messages } of topicMessages) {
    for (const message of messages) {
      const bytes = bytesOf(message);
      if (requests.length === 0 || bytes > room) {
        requests.push([]);
        room = requestBytes;
      }
      room -= bytes;
      const request = requests.at(-1);
      const last = request?.at(-1);
      if (last?.topic === topic) last.messages.push(message);
      else request?.push({ topic, messages: [message] });
    }
  }
  return requests;
}

function bytesOf({ key, value, headers }: Message): number {
  const texts = Object.entries(headers ?? {}).flatMap(([name, text]) => [name, ...[text ?? []].flat()]);
  const parts = [key ?? '', value ?? '', ...texts];
  return parts.reduce((sum, part) => sum + framingBytes + Buffer.byteLength(part), 0);
}
