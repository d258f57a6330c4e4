import type { Writable } from 'node:stream';
import type { Consumer } from 'kafkajs';

/**
 * Writes all records of a source to a sink that may be slower, and ends it. Resolves when the sink has finished; rejects
 * when one of them fails, and destroys the other.
 */
export async function move(source: AsyncIterable<unknown>, sink: Writable): Promise<void> {
  // Exercise: 1. Heed what `write` returns, or let `pipeline` do it.
  for await (const record of source) sink.write(record);
  sink.end();
}

/**
 * Writes the records of a topic to a sink that may be slower, from the beginning, and goes on until the consumer is
 * disconnected. While the sink is full the consumer pauses. Commits nothing: whoever finishes the records does.
 *
 * @param consumer a connected one
 */
export async function feed(consumer: Consumer, topic: string, sink: Writable): Promise<void> {
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset }) => {
      for (const message of batch.messages) {
        // Exercise: 2. Pause the topic when `write` says no, resume it at `drain`. 3. Return when there is no room.
        sink.write({ partition: batch.partition, message });
        resolveOffset(message.offset);
      }
    },
  });
}
