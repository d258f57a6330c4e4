import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';

const given: string[] = [];

/** A topic or group name for one test, which no other test and no earlier run uses. */
export function uniqueName(base: string): string {
  const name = `test-${base}-${randomUUID().slice(0, 8)}`;
  given.push(name);
  return name;
}

/** Deletes the topics and groups whose names begin with one that was given here. */
export async function deleteByUniqueName(kafka: Kafka): Promise<void> {
  const isOurs = (name: string) => given.some((ours) => name.startsWith(ours));
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter(isOurs);
  if (topics.length > 0) await admin.deleteTopics({ topics });
  const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter(isOurs);
  if (groups.length > 0) await admin.deleteGroups(groups);
  await admin.disconnect();
}
