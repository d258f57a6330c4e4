import { describe, expect, it } from 'vitest';
import { partitionOfKey } from './murmur2.ts';
import { codes, type Fate, SimulatedCluster } from './simulatedCluster.testing.ts';
import { fates, producerOn, randomNumbers, record, turn } from './simulatedProducer.testing.ts';

/** Answers wait until they are let through, in the order of the requests. */
function gated(cluster: SimulatedCluster): () => Promise<void> {
  const waiting: (() => void)[] = [];
  cluster.gate = () => new Promise((resolve) => waiting.push(resolve));
  return async () => {
    waiting.shift()?.();
    await turn();
  };
}

/** Two of them do not fit into a batch. */
const large = (letter: string) => Buffer.alloc(600_000, letter);
const letters = (cluster: SimulatedCluster) => cluster.values('out').map(([letter]) => letter);
const inOrder = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);
describe('IdempotentProducer', () => {
  it('sends what comes in one turn together, and what comes meanwhile together afterwards', async () => {
    const cluster = new SimulatedCluster({ out: 2, log: 1 });
    const { producer } = await producerOn(cluster);
    const answer = gated(cluster);
    for (const value of ['a', 'b']) producer.send(record(value));
    producer.send(record('c', { partition: 1 }));
    producer.send(record('d', { topic: 'log' }));
    await turn();
    await turn();
    for (const value of ['e', 'f']) {
      producer.send(record(value));
      await turn();
    }
    expect(
      cluster.arrived.map(({ batches }) => batches.map(({ name, count }) => `${name} ${count}`)),
    ).toEqual([['out-0 2', 'out-1 1', 'log-0 1']]);
    let isFlushed = false;
    const flushed = Promise.resolve(producer.flush()).then(() => {
      isFlushed = true;
    });
    await answer();
    expect(isFlushed).toBe(false);
    await answer();
    await flushed;
    expect(cluster.arrived.at(-1)?.batches).toEqual([{ name: 'out-0', sequence: 2, count: 2 }]);
    expect(cluster.values('out')).toEqual(['a', 'b', 'e', 'f']);
    expect(producer.flush()).toBeUndefined();
    expect(producer.waitingBytes).toBe(0);
  });

  it('has one batch of a partition under way, and no request above 1 MiB', async () => {
    const cluster = new SimulatedCluster({ out: 4 });
    const { producer } = await producerOn(cluster);
    const answer = gated(cluster);
    for (let i = 0; i < 4; i++) producer.send(record(large(`${i}`)));
    for (let i = 1; i <= 4; i++) {
      await turn();
      await turn();
      expect(cluster.arrived.length).toBe(i);
      await answer();
    }
    expect(letters(cluster)).toEqual(inOrder(4));
    for (const partition of [0, 1, 2, 3]) producer.send(record(Buffer.alloc(300_000), { partition }));
    await turn();
    expect(cluster.arrived.slice(4).map(({ batches }) => batches.length)).toEqual([3, 1]);
  });

  it.each<Fate>(['lost', 'refused', codes.notLeader])(
    'repeats a batch whose request was %s, under the same sequence, and it is written once',
    async (fate) => {
      const cluster = new SimulatedCluster({ out: 1 });
      const { producer } = await producerOn(cluster);
      cluster.fate = fates(fate, fate);
      producer.send(record('a'));
      await producer.flush();
      producer.send(record('b'));
      await producer.flush();
      expect(cluster.arrived.map(({ batches }) => batches[0]?.sequence)).toEqual([0, 0, 0, 1]);
      expect(cluster.values('out')).toEqual(['a', 'b']);
    },
  );

  it('takes it as written when the broker says that it knows the batch', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    cluster.fate = fates('lost', codes.duplicate);
    producer.send(record('a'));
    await producer.flush();
    expect(cluster.arrived.length).toBe(2);
    expect(cluster.values('out')).toEqual(['a']);
  });

  it('knows where the last record of a partition stands, unless only a repetition was acknowledged', async () => {
    const cluster = new SimulatedCluster({ out: 2 });
    const { producer } = await producerOn(cluster);
    const place = { topic: 'out', partition: 1 };
    expect(producer.lastOffset(place)).toBeUndefined();
    for (const value of ['a', 'b', 'c']) producer.send(record(value, place));
    await producer.flush();
    expect(producer.lastOffset(place)).toBe(2);
    cluster.fate = fates('lost');
    producer.send(record('d', place));
    await producer.flush();
    expect(producer.lastOffset(place)).toBe(3);
    cluster.fate = fates('lost', codes.duplicate);
    producer.send(record('e', place));
    await producer.flush();
    expect(producer.lastOffset(place)).toBe(3);
    expect(producer.lastOffset({ topic: 'out', partition: 0 })).toBeUndefined();
  });

  it('follows a partition to its new leader', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    producer.send(record('a'));
    await producer.flush();
    cluster.leader = 2;
    producer.send(record('b'));
    await producer.flush();
    expect(cluster.arrived.map(({ leader }) => leader)).toEqual([1, 1, 2]);
    expect(cluster.values('out')).toEqual(['a', 'b']);
  });

  it('begins again under a new identity when the broker has lost what it knew', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    for (const value of ['a', 'b']) {
      producer.send(record(value));
      await producer.flush();
    }
    cluster.loseLast('out', 1);
    producer.send(record('c'));
    await producer.flush();
    expect(cluster.arrived.map(({ batches }) => batches[0]?.sequence)).toEqual([0, 1, 2, 0]);
    expect(cluster.values('out')).toEqual(['a', 'c']);
  });

  it('splits a batch that is larger than the topic takes', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    cluster.maxBatchBytes = 150;
    for (let i = 0; i < 20; i++) producer.send(record(`${i}`));
    await producer.flush();
    producer.send(record('20'));
    await producer.flush();
    expect(cluster.values('out')).toEqual(inOrder(21));
    expect(producer.waitingBytes).toBe(0);
  });

  it('fails by name of the topic when a single record is too large', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    cluster.maxBatchBytes = 1_000;
    producer.send(record('a'));
    producer.send(record(Buffer.alloc(2_000)));
    await expect(producer.flush()).rejects.toThrow(/a record of 20\d\d bytes is more than out takes/);
    expect(cluster.values('out')).toEqual(['a']);
  });

  it('fails everything after an error that does not pass', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    cluster.fate = () => codes.notAllowed;
    producer.send(record('a'));
    await expect(producer.flush()).rejects.toMatchObject({ code: 'PRODUCTION_FAILED' });
    expect(() => producer.send(record('b'))).toThrow('TOPIC_AUTHORIZATION_FAILED');
    expect(() => producer.flush()).toThrow('TOPIC_AUTHORIZATION_FAILED');
    expect(producer.waitingBytes).toBe(0);
  });

  it('gives up after two minutes, not before', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer, clock } = await producerOn(cluster);
    cluster.fate = () => 'refused';
    producer.send(record('a'));
    await expect(producer.flush()).rejects.toThrow(
      'out-0: not acknowledged within 120 s: the request was refused',
    );
    expect(clock.ms).toBeGreaterThanOrEqual(120_000);
    expect(clock.ms).toBeLessThan(125_000);
  });

  it('waits for a topic that is not there yet, and gives up after two minutes', async () => {
    const cluster = new SimulatedCluster({});
    const { producer, clock } = await producerOn(cluster);
    for (let i = 0; i < 3; i++)
      producer.send(record(`${i}`, { key: Buffer.from('k'), partition: undefined }));
    const flushed = producer.flush();
    while (cluster.refreshes < 5) await turn();
    cluster.topics.set('out', 1);
    await flushed;
    expect(cluster.values('out')).toEqual(inOrder(3));
    expect(producer.waitingBytes).toBe(0);
    producer.send(record('a', { topic: 'never' }));
    await expect(producer.flush()).rejects.toThrow('nothing is known of the topic never after 120 s');
    expect(clock.ms).toBeGreaterThanOrEqual(120_000);
  });

  it('chooses partitions by key as Java does; without a key they change with each batch', async () => {
    const cluster = new SimulatedCluster({ out: 3 });
    const { producer } = await producerOn(cluster);
    const keys = inOrder(20);
    for (const key of keys) producer.send(record(key, { key: Buffer.from(key), partition: undefined }));
    await producer.flush();
    for (const partition of [0, 1, 2]) {
      expect(cluster.values('out', partition)).toEqual(
        keys.filter((key) => partitionOfKey(Buffer.from(key), 3) === partition),
      );
    }
    const before = cluster.arrived.length;
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 2; j++) producer.send(record('x', { partition: undefined }));
      await producer.flush();
    }
    const used = cluster.arrived.slice(before).flatMap(({ batches }) => batches);
    expect(used.map(({ count }) => count)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(new Set(used.map(({ name }) => name)).size).toBe(3);
  });

  it('refuses a partition that there is not', async () => {
    const cluster = new SimulatedCluster({ out: 3 });
    const { producer } = await producerOn(cluster);
    producer.send(record('a'));
    await producer.flush();
    expect(() => producer.send(record('b', { partition: 3 }))).toThrow('partition 3 of out, which has 3');
  });

  it('asks again for an identity, unless the error does not pass', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    cluster.identityErrors.push(Object.assign(new Error('loading'), { retriable: true }));
    await producerOn(cluster);
    cluster.identityErrors.push(new Error('not allowed'));
    await expect(producerOn(cluster)).rejects.toThrow('not allowed');
  });

  it('says so when it is closed before all is acknowledged', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    gated(cluster);
    producer.send(record('a'));
    const flushed = producer.flush();
    await Promise.all([
      expect(flushed).rejects.toThrow('closed before they were acknowledged'),
      producer.disconnect(),
    ]);
  });

  it('writes each record once and in order, whatever happens to the requests', async () => {
    const seed = Date.now() % 2 ** 31;
    const random = randomNumbers(seed);
    const cluster = new SimulatedCluster({ out: 3 });
    const { producer } = await producerOn(cluster);
    if (random() < 0.5) cluster.maxBatchBytes = 300_000;
    cluster.fate = () => {
      const roll = random();
      if (roll < 0.1) cluster.leader = 1 + Math.floor(random() * 3);
      return roll < 0.6 ? 'written' : roll < 0.8 ? 'lost' : roll < 0.9 ? 'refused' : codes.notLeader;
    };
    cluster.gate = async () => {
      for (let turns = Math.floor(random() * 4); turns > 0; turns--) await turn();
    };
    const sent: string[][] = [[], [], []];
    for (let i = 0; i < 400; i++) {
      const partition = Math.floor(random() * 3);
      const large = random() < 0.2;
      const text = `${i}`.padEnd(large ? 200_000 : 10, '-');
      producer.send(record(text, { partition }));
      sent[partition]?.push(`${i}`);
      if (random() < 0.1) await turn();
      if (random() < 0.02) await producer.flush();
    }
    await producer.flush();
    for (const partition of [0, 1, 2]) {
      const found = cluster.values('out', partition).map((value) => value.split('-')[0]);
      expect(found, `seed ${seed}`).toEqual(sent[partition]);
    }
    expect(producer.waitingBytes).toBe(0);
  });
});
