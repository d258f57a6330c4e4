import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Admin, type Kafka, KafkaJSDeleteGroupsError } from 'kafkajs';

const given: string[] = [];
const sessionsEndMs = 40_000;

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
  if (groups.length > 0) await deleteGroups(admin, groups);
  await admin.disconnect();
}

/** A group is deleted when it has no members; one that was killed is a member until its session times out. */
async function deleteGroups(admin: Admin, groups: string[]): Promise<void> {
  const deadline = Date.now() + sessionsEndMs;
  for (;;) {
    try {
      await admin.deleteGroups(groups);
      return;
    } catch (error) {
      if (!(error instanceof KafkaJSDeleteGroupsError) || Date.now() > deadline) throw error;
      groups = error.groups?.map(({ groupId }) => groupId) ?? groups;
      await sleep(1000);
    }
  }
}
