import { describe, expect, it } from 'vitest';
import { Headers } from '../processor/headers.ts';
import { Topology } from '../topology/topology.ts';
import { logAndContinue, logAndFail } from './logAndHandle.ts';
import { environment, raw, startTask, textSerdes, unreadable } from './testing.ts';

const failing = {
  get: () => ({
    process() {
      throw new TypeError('no good');
    },
  }),
};

function topology(): Topology {
  return new Topology().addSource('source', 'in', textSerdes).addProcessor('p', failing, 'source');
}

describe('logAndContinue and logAndFail', () => {
  it('write the source record to the dead letters, with what was wrong with it', () => {
    const surroundings = environment({
      processingExceptionHandler: logAndContinue({ deadLetterTopic: 'dead' }),
    });
    const task = startTask(topology(), surroundings);
    task.addRecords('in', [{ ...raw('in', 8, 5, 'x'), headers: Headers.none.with('trace', 't1') }]);
    task.process();
    const [letter] = surroundings.collector.take();
    expect(letter).toMatchObject({
      topic: 'dead',
      timestamp: 5,
      key: Buffer.from('k'),
      value: Buffer.from('x'),
    });
    const headers = letter?.headers.toArray().map(({ name, value }) => [name, String(value)]);
    expect(headers?.filter(([name]) => name !== '__streams.errors.stacktrace')).toEqual([
      ['trace', 't1'],
      ['__streams.errors.exception', 'TypeError'],
      ['__streams.errors.message', 'no good'],
      ['__streams.errors.topic', 'in'],
      ['__streams.errors.partition', '0'],
      ['__streams.errors.offset', '8'],
    ]);
  });

  it('write it before the task ends too, and tell the log', () => {
    const log: string[] = [];
    const surroundings = environment({
      deserializationExceptionHandler: logAndFail({ deadLetterTopic: 'dead' }),
      logger: { warn: (message) => log.push(message), error: (message) => log.push(message) },
    });
    const task = startTask(topology(), surroundings);
    expect(() => task.addRecords('in', [raw('in', 8, 5, unreadable)])).toThrow(
      expect.objectContaining({ code: 'DESERIALIZATION_FAILED' }),
    );
    expect(surroundings.collector.take()).toMatchObject([{ topic: 'dead', value: unreadable }]);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('Task 0_3: The record at offset 8 of in-0 cannot be read');
  });

  it('have nothing to write when a punctuator failed', () => {
    const surroundings = environment({
      processingExceptionHandler: logAndContinue({ deadLetterTopic: 'dead' }),
    });
    const punctuated = {
      get: () => ({
        init(context: {
          schedule(interval: number, type: 'WALL_CLOCK_TIME', callback: () => void): unknown;
        }) {
          context.schedule(10, 'WALL_CLOCK_TIME', () => {
            throw new Error('no good');
          });
        },
        process() {},
      }),
    };
    const task = startTask(
      new Topology().addSource('source', 'in', textSerdes).addProcessor('p', punctuated, 'source'),
      surroundings,
    );
    surroundings.clock.time += 10;
    task.punctuateWallClock();
    expect(surroundings.collector.take()).toEqual([]);
    expect(task.metrics.droppedRecords).toBe(1);
  });
});
