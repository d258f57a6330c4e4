import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Approach, topics } from '@kafka-tutorial/serving';
import type { Kafka } from 'kafkajs';

/** A server that runs. */
export interface RunningServer {
  readonly approach: Approach;
  readonly url: string;
}

/**
 * Whether the servers have kept what they keep of a number of records of wines: all of them the offset, and those that
 * keep statistics, these. What is killed afterwards has lost no more than what came since.
 */
export async function haveKept(
  records: number,
  servers: readonly RunningServer[],
  kafka: Kafka,
  directory: string,
): Promise<boolean> {
  if (!(await snapshots(join(directory, 'actorsPersistent'))).some((usage) => usage === records))
    return false;
  const stored = servers.filter(({ approach }) => approach === 'kstreamsKVStore');
  for (const { url } of stored) if ((await usageInStore(url)) !== records) return false;
  const admin = kafka.admin();
  await admin.connect();
  try {
    for (const { approach: groupId } of servers) {
      const found = await admin.fetchOffsets({ groupId, topics: [topics.data] });
      const offsets = found.flatMap(({ partitions }) => partitions.map(({ offset }) => Number(offset)));
      if (Math.max(...offsets) !== records) return false;
    }
    return true;
  } finally {
    await admin.disconnect();
  }
}

/** How many scores each snapshot of an actor counts. */
async function snapshots(folder: string): Promise<number[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const contents = await Promise.all(
    files
      .filter((file) => file.isFile() && file.name === 'snapshot')
      .map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  );
  return contents.map((content) => Number(/"usage":(\d+)/.exec(content)?.[1]));
}

async function usageInStore(url: string): Promise<number | undefined> {
  const response = await fetch(`${url}/state/value?dataType=wine`);
  return response.ok ? ((await response.json()) as { usage: number }).usage : undefined;
}
