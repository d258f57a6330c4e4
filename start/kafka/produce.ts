import { createInterface } from 'node:readline';
import type { Kafka, Message } from 'kafkajs';

export interface ProduceOptions {
  topic: string;
  keySeparator?: string;
}

const recordsInBatch = 500;
/** A line at a terminal goes out at once; those of a file are collected meanwhile. */
const collectMs = 20;

/** Sends each line of the input as a record, in order. @throws Error for a line without the separator */
export async function produce(kafka: Kafka, { topic, keySeparator }: ProduceOptions): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  let collected: Message[] = [];
  let sending = Promise.resolve();
  let failure: unknown;
  const send = () => {
    const messages = collected;
    collected = [];
    if (messages.length === 0) return sending;
    sending = sending
      .then(() => producer.send({ topic, messages }))
      .then(
        () => {},
        (error: unknown) => {
          failure ??= error;
        },
      );
    return sending;
  };
  const timer = setInterval(send, collectMs);
  let lineNumber = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    collected.push(messageOf(line, ++lineNumber, keySeparator));
    if (collected.length >= recordsInBatch) await send();
    if (failure !== undefined) break;
  }
  clearInterval(timer);
  await send();
  await producer.disconnect();
  if (failure !== undefined) throw failure;
}

function messageOf(line: string, lineNumber: number, separator: string | undefined): Message {
  if (separator === undefined) return { value: line };
  const at = line.indexOf(separator);
  if (at === -1) throw new Error(`line ${lineNumber}: expected '${separator}' behind the key`);
  return { key: line.slice(0, at), value: line.slice(at + separator.length) };
}
