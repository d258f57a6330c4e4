import { describeWithKafka, uniqueName } from '@kafka-tutorial/kafka/testing';
import { silentLogger } from '@kafka-tutorial/util';
import { describe, expect, it } from 'vitest';
import { kafkaPersistence } from './kafkaPersistence.ts';
import { describePersistence } from './persistenceContract.ts';
import { stateKey } from './stateLog.ts';

describeWithKafka('actors’ state in Kafka', (connection) => {
  const open = (topic: string, scope = 'group', logger = silentLogger) =>
    kafkaPersistence({ kafka: connection().kafka, topic, scope, logger });

  describePersistence('a compacted topic', async () => {
    const topic = uniqueName('state');
    return { open: (logger) => open(topic, 'group', logger) };
  });

  describe('the topic', () => {
    it('keeps the state of different scopes apart', async () => {
      const topic = uniqueName('state');
      const [ours, theirs] = [await open(topic, 'ours'), await open(topic, 'theirs')];
      await (await ours.open('wine', 1)).append(Buffer.from('our model'));
      expect((await theirs.open('wine', 1)).recovered.events).toEqual([]);
      expect(await theirs.latestTerm()).toBe(1);
      for (const persistence of [ours, theirs]) await persistence.close();
    });

    it('goes on when a record cannot be read, with what is left', async () => {
      const topic = uniqueName('state');
      const warnings: string[] = [];
      const first = await open(topic);
      const journal = await first.open('wine', 1);
      await journal.append(Buffer.from('first'));
      await journal.append(Buffer.from('second'));
      await first.close();
      const producer = connection().kafka.producer();
      await producer.connect();
      const key = stateKey('group', 'wine', 1, { kind: 'event', sequence: 2 });
      await producer.send({ topic, messages: [{ key, value: 'graffiti' }] });
      await producer.disconnect();
      const logger = { ...silentLogger, warn: (line: string) => void warnings.push(line) };
      const second = await open(topic, 'group', logger);
      const { recovered } = await second.open('wine', 2);
      expect(recovered.events.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['first']);
      expect(recovered.damaged).toBe(true);
      expect(warnings.join()).toContain('group/wine/1/event-2 cannot be read');
      await second.close();
    });

    it('says when an event is larger than it takes', async () => {
      const persistence = await open(uniqueName('state'));
      const journal = await persistence.open('wine', 1);
      await expect(journal.append(Buffer.alloc(17 * 2 ** 20))).rejects.toMatchObject({
        code: 'ACTOR_STATE_TOO_LARGE',
      });
      await persistence.close();
    });

    it('leaves an actor with the state it had when an owner dies before it has opened', async () => {
      const topic = uniqueName('state');
      const first = await open(topic);
      await (await first.open('wine', 1)).append(Buffer.from('first'));
      const producer = connection().kafka.producer();
      await producer.connect();
      const { seal } = await import('./sealedRecord.ts');
      const value = seal('group/wine', Buffer.alloc(0));
      await producer.send({
        topic,
        messages: [{ key: stateKey('group', 'wine', 2, { kind: 'claim' }), value }],
      });
      await producer.disconnect();
      const second = await open(topic);
      const { recovered } = await second.open('wine', 3);
      expect(recovered.events).toHaveLength(1);
      for (const persistence of [first, second]) await persistence.close();
    });
  });
});
