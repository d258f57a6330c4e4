import { expect, it } from 'vitest';
import { createTopics } from './createTopics.ts';

const refusal = (type: string) => Object.assign(new Error(type), { type });

/** Creates nothing; answers about offsets with these errors first. */
function admin(...errors: Error[]) {
  const asked: string[] = [];
  return {
    asked,
    createTopics: async () => true,
    async fetchTopicOffsets(topic: string) {
      asked.push(topic);
      const error = errors.shift();
      if (error !== undefined) throw error;
      return [];
    },
  };
}

it('waits for brokers that have not heard of the topic, or do not know that they lead it', async () => {
  const slow = admin(refusal('UNKNOWN_TOPIC_OR_PARTITION'), refusal('NOT_LEADER_FOR_PARTITION'));
  await createTopics(slow, [{ topic: 'a' }, { topic: 'b' }]);
  expect(slow.asked).toEqual(['a', 'a', 'a', 'b']);
});

it('does not wait when something else is wrong', async () => {
  const refused = createTopics(admin(refusal('TOPIC_AUTHORIZATION_FAILED')), [{ topic: 'a' }]);
  await expect(refused).rejects.toThrow('TOPIC_AUTHORIZATION_FAILED');
});
