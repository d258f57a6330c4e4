import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicConfig } from 'kafkajs';

const readyMs = 15_000;
const pauseMs = 50;
const notYet = ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION'];

/**
 * Creates topics, and waits until the leader of each partition answers. Those that exist already, perhaps because
 * somebody else was faster, stay as they are. kafkajs itself waits for leaders too, but fails when the broker that it
 * asks has not heard of the topic from the controller.
 *
 * @throws what kafkajs throws
 */
export async function createTopics(
  admin: Pick<Admin, 'createTopics' | 'fetchTopicOffsets'>,
  topics: ITopicConfig[],
): Promise<void> {
  await admin.createTopics({ topics, waitForLeaders: false });
  const deadline = Date.now() + readyMs;
  for (const { topic } of topics) {
    while (!(await isReady(admin, topic, Date.now() > deadline))) await sleep(pauseMs);
  }
}

async function isReady(
  admin: Pick<Admin, 'fetchTopicOffsets'>,
  topic: string,
  isLate: boolean,
): Promise<boolean> {
  try {
    await admin.fetchTopicOffsets(topic);
    return true;
  } catch (error) {
    if (!isLate && error instanceof Error && 'type' in error && notYet.includes(String(error.type)))
      return false;
    throw error;
  }
}
