import { describe, expect, it } from 'vitest';
import { KStreamsError } from '../../errors.ts';
import { Headers } from '../../processor/headers.ts';
import type { OnRefused } from '../../runtime/recordCollector.ts';
import { codes, SimulatedCluster } from './simulatedCluster.testing.ts';
import { fates, producerOn, randomNumbers, record, turn } from './simulatedProducer.testing.ts';

/** Lets every record go, and keeps what it was asked. */
function letGo() {
  const asked: string[] = [];
  const codesOfErrors: string[] = [];
  const onRefused: OnRefused = ({ value }, { code }) => {
    asked.push(String(value));
    codesOfErrors.push(code);
  };
  return { asked, codesOfErrors, onRefused };
}

const stop: OnRefused = (_record, cause) => {
  throw new KStreamsError('PRODUCTION_FAILED', `stop: ${cause.message}`, { cause });
};

describe('IdempotentProducer', () => {
  it('asks only about the record of a batch that is too large', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    const { asked, codesOfErrors, onRefused } = letGo();
    cluster.maxBatchBytes = 1_000;
    const big = 'x'.repeat(1_000);
    for (const value of ['a', 'b', big, 'c', big, 'd']) producer.send(record(value), onRefused);
    await producer.flush();
    expect(cluster.values('out')).toEqual(['a', 'b', 'c', 'd']);
    expect(asked).toEqual([big, big]);
    expect(codesOfErrors).toEqual(['RECORD_TOO_LARGE', 'RECORD_TOO_LARGE']);
    expect(producer.waitingBytes).toBe(0);
    producer.send(record('e'), onRefused);
    await producer.flush();
    expect(cluster.values('out').at(-1)).toBe('e');
  });

  it('asks about the record as it was sent', async () => {
    const cluster = new SimulatedCluster({ out: 3 });
    const { producer } = await producerOn(cluster);
    cluster.invalid.add('bad');
    const sent = record('bad', {
      ...{ partition: 2, key: Buffer.from('k'), timestamp: 7 },
      headers: Headers.none.with('trace', 't1'),
    });
    const asked: unknown[] = [];
    producer.send(record('good', { partition: 2, timestamp: 3 }));
    producer.send(sent, (one, { message }) => asked.push([one, message]));
    await producer.flush();
    expect(asked).toEqual([[sent, 'out-2: INVALID_RECORD']]);
  });

  it('goes on with batches of its full size after an invalid record', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    const { onRefused } = letGo();
    cluster.invalid.add('bad');
    for (const value of ['a', 'b', 'bad', 'c']) producer.send(record(value), onRefused);
    await producer.flush();
    for (let i = 0; i < 100; i++) producer.send(record(`${i}`), onRefused);
    await producer.flush();
    expect(cluster.arrived.at(-1)?.batches[0]?.count).toBe(100);
  });

  it('ends with what is thrown when it asks', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    cluster.invalid.add('bad');
    producer.send(record('bad'), stop);
    await expect(producer.flush()).rejects.toMatchObject({
      ...{ code: 'PRODUCTION_FAILED', message: 'stop: out-0: INVALID_RECORD' },
      cause: expect.objectContaining({ code: 'RECORD_REFUSED' }),
    });
    expect(() => producer.send(record('b'))).toThrow('stop');
  });

  it('does not ask when no record would be taken, or another has its identity', async () => {
    const { asked, onRefused } = letGo();
    for (const [fate, code] of [
      [codes.notAllowed, 'PRODUCTION_FAILED'],
      [codes.fenced, 'TASK_MIGRATED'],
    ] as const) {
      const cluster = new SimulatedCluster({ out: 1 });
      const { producer } = await producerOn(cluster);
      cluster.fate = () => fate;
      producer.send(record('a'), onRefused);
      await expect(producer.flush()).rejects.toMatchObject({ code });
    }
    expect(asked).toEqual([]);
  });

  it('asks about a record that is not acknowledged in time, and writes the next one though it may be there', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer, clock } = await producerOn(cluster);
    const { asked, codesOfErrors, onRefused } = letGo();
    cluster.fate = () => 'lost';
    producer.send(record('a'), onRefused);
    await producer.flush();
    expect(clock.ms).toBeGreaterThanOrEqual(120_000);
    expect([asked, codesOfErrors]).toEqual([['a'], ['RECORD_NOT_ACKNOWLEDGED']]);
    cluster.fate = () => 'written';
    producer.send(record('b'), onRefused);
    await producer.flush();
    expect(cluster.values('out')).toEqual(['a', 'b']);
  });

  it('writes what waits behind a record that is not acknowledged in time', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer, clock } = await producerOn(cluster);
    const { asked, onRefused } = letGo();
    cluster.fate = () => (clock.ms < 121_000 ? 'lost' : 'written');
    producer.send(record('a'), onRefused);
    while (clock.ms < 60_000) await turn();
    producer.send(record('b'), onRefused);
    await producer.flush();
    expect(asked).toEqual(['a']);
    expect(cluster.values('out')).toEqual(['a', 'b']);
  });

  it('asks about the records of a topic that is not there', async () => {
    const cluster = new SimulatedCluster({ out: 1 });
    const { producer } = await producerOn(cluster);
    const { asked, codesOfErrors, onRefused } = letGo();
    producer.send(record('lost', { topic: 'never' }), onRefused);
    producer.send(record('a'), onRefused);
    await producer.flush();
    expect([asked, codesOfErrors]).toEqual([['lost'], ['RECORD_NOT_ACKNOWLEDGED']]);
    expect(cluster.values('out')).toEqual(['a']);
    expect(producer.waitingBytes).toBe(0);
    producer.send(record('lost', { topic: 'never' }), stop);
    await expect(producer.flush()).rejects.toThrow('stop: nothing is known of the topic never after 120 s');
  });

  it('takes new records while it asks, and writes them', async () => {
    const cluster = new SimulatedCluster({ out: 1, dead: 1 });
    const { producer } = await producerOn(cluster);
    cluster.invalid.add('bad');
    producer.send(record('bad'), () => producer.send(record('letter', { topic: 'dead' })));
    await producer.flush();
    expect([cluster.values('out'), cluster.values('dead')]).toEqual([[], ['letter']]);
  });

  it('writes each other record once and in order, whatever is refused and lost', async () => {
    const seed = Date.now() % 2 ** 31;
    const random = randomNumbers(seed);
    const cluster = new SimulatedCluster({ out: 2 });
    const { producer } = await producerOn(cluster);
    const { asked, onRefused } = letGo();
    cluster.maxBatchBytes = 400;
    cluster.fate = () => fates(random() < 0.7 ? 'written' : random() < 0.5 ? 'lost' : 'refused')();
    const [good, bad]: [string[][], string[]] = [[[], []], []];
    for (let i = 0; i < 300; i++) {
      const partition = random() < 0.5 ? 0 : 1;
      const kind = random();
      const value = `${i}`.padEnd(kind < 0.1 ? 400 : 10, '-');
      if (kind > 0.9) cluster.invalid.add(value);
      if (kind < 0.1 || kind > 0.9) bad.push(value);
      else good[partition]?.push(value);
      producer.send(record(value, { partition }), onRefused);
      if (random() < 0.1) await turn();
    }
    await producer.flush();
    for (const partition of [0, 1]) {
      expect(cluster.values('out', partition), `seed ${seed}`).toEqual(good[partition]);
    }
    expect(asked.toSorted(), `seed ${seed}`).toEqual(bad.toSorted());
    expect(producer.waitingBytes).toBe(0);
  });
});
