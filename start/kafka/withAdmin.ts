import type { Admin, Kafka } from 'kafkajs';

export async function withAdmin<T>(kafka: Kafka, ask: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}

/** @throws Error that says which topics there are */
export async function checkTopic(admin: Admin, topic: string): Promise<void> {
  const topics = await admin.listTopics();
  if (topics.includes(topic)) return;
  const known = topics.filter((name) => !name.startsWith('__')).sort();
  throw new Error(
    `there is no topic ${topic}; there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ') || 'none'}`,
  );
}
