import { randomUUID } from 'node:crypto';
import type { Admin, Kafka } from 'kafkajs';
import { printedRecord } from './printedRecord.ts';
import { checkTopic, withAdmin } from './withAdmin.ts';
import type { ToolRun } from './withKafka.ts';

export interface ConsumeOptions {
  topic: string;
  fromBeginning: boolean;
  /** Commits what was printed; without one nothing is committed. */
  group?: string;
  count: number;
  /** Whether to stop at what is the end now. */
  exit: boolean;
  keys: boolean;
}

/** Prints records until there are enough of them, the end is reached, or the run is stopped. */
export async function consume(kafka: Kafka, run: ToolRun, options: ConsumeOptions): Promise<void> {
  const { topic, group, fromBeginning, count, exit, keys } = options;
  const left = await withAdmin(kafka, async (admin) => {
    await checkTopic(admin, topic);
    return exit ? partitionsToRead(admin, options) : undefined;
  });
  if (left?.size === 0) return;
  const groupId = group ?? `kafka-tools-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId });
  let printed = 0;
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning });
  const enough = new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) reject(payload.error);
    });
    // Not in eachBatch: kafkajs does not call it for what has only markers and aborted records.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
      const end = left?.get(partition);
      if (end !== undefined && BigInt(lastOffset) + 1n >= end) left?.delete(partition);
      if (left?.size === 0) resolve();
    });
    consumer
      .run({
        autoCommit: group !== undefined,
        eachBatchAutoResolve: false,
        eachBatch: async ({ batch, resolveOffset }) => {
          for (const message of batch.messages) {
            if (printed >= count) break;
            console.log(printedRecord({ topic, partition: batch.partition, message }, keys));
            printed++;
            resolveOffset(message.offset);
          }
          if (printed >= count) resolve();
        },
      })
      .catch(reject);
  });
  await Promise.race([enough, run.stopped]);
  await consumer.disconnect();
  if (group === undefined) await withAdmin(kafka, (admin) => admin.deleteGroups([groupId]).catch(() => {}));
}

/** Partitions with something to read, and where they end now. */
async function partitionsToRead(
  admin: Admin,
  { topic, group, fromBeginning }: ConsumeOptions,
): Promise<Map<number, bigint>> {
  const committed = new Map<number, string>();
  if (group !== undefined) {
    const [known] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    for (const { partition, offset } of known?.partitions ?? []) committed.set(partition, offset);
  }
  const ends = new Map<number, bigint>();
  for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
    const offset = committed.get(partition) ?? '-1';
    const begin = offset !== '-1' ? offset : fromBeginning ? low : high;
    if (BigInt(begin) < BigInt(high)) ends.set(partition, BigInt(high));
  }
  return ends;
}
