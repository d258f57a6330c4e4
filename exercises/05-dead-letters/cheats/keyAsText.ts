import { dataTypeOfKey, decodeRecord, ServingError } from '@kafka-tutorial/serving';
import type { Consumer, EachMessagePayload, Message, Producer } from 'kafkajs';

/** A record that has been decoded. */
export type DecodedRecord = ReturnType<typeof decodeRecord>;

/** What `consume` needs; consumer and producer are connected. */
export interface ConsumeOptions {
  readonly consumer: Consumer;
  readonly producer: Producer;
  readonly topic: string;
  /** Does the work for a record; it is done when the promise resolves. */
  readonly handle: (record: DecodedRecord) => Promise<void>;
}

/** Handles the records of a topic; those that cannot be decoded become dead letters. Commits what is done. */
export async function consume({ consumer, producer, topic, handle }: ConsumeOptions): Promise<void> {
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async (payload) => {
      const decoded = decode(payload);
      if (decoded instanceof ServingError) {
        await producer.send({ topic: 'models_dead_letters', messages: [deadLetter(payload, decoded)] });
      } else {
        await handle(decoded);
      }
      const { partition, message } = payload;
      await consumer.commitOffsets([{ topic, partition, offset: String(BigInt(message.offset) + 1n) }]);
    },
  });
}

/** The record, or why it cannot be decoded. */
function decode({ message }: EachMessagePayload): DecodedRecord | ServingError {
  try {
    return decodeRecord(dataTypeOfKey(message.key), message.value);
  } catch (error) {
    if (error instanceof ServingError) return error;
    throw error;
  }
}

/** A record that is put aside, as it came; its headers say why, and where it is from. */
function deadLetter({ topic, partition, message }: EachMessagePayload, error: ServingError): Message {
  return {
    key: message.key?.toString() ?? null,
    value: message.value,
    headers: {
      'error.code': error.code,
      'error.message': error.message,
      'source.topic': topic,
      'source.partition': String(partition),
      'source.offset': message.offset,
    },
  };
}
