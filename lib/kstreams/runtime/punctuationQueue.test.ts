import { describe, expect, it } from 'vitest';
import { PunctuationQueue } from './punctuationQueue.ts';

function queueWith(start: number, interval: number) {
  const queue = new PunctuationQueue();
  const fired: number[] = [];
  const schedule = queue.schedule('node', start, interval, (time) => void fired.push(time));
  const at = (now: number) => queue.punctuate(now, (_, time, punctuator) => punctuator(time));
  return { queue, schedule, fired, at };
}

describe('PunctuationQueue', () => {
  it('fires once for all that was missed, then at the next multiple from the start', () => {
    const { fired, at } = queueWith(0, 10);
    expect(at(3)).toBe(true);
    expect(at(9)).toBe(false);
    at(10);
    at(47);
    at(49);
    at(50);
    expect(fired).toEqual([3, 10, 47, 50]);
  });

  it('does not fire before its start', () => {
    const { fired, at } = queueWith(100, 10);
    at(99);
    at(100);
    expect(fired).toEqual([100]);
  });

  it('never fires again when cancelled, from within too', () => {
    const { queue, schedule, fired, at } = queueWith(0, 10);
    const once = queue.schedule('other', 0, 10, (time) => {
      fired.push(-time);
      once.cancel();
    });
    at(5);
    schedule.cancel();
    schedule.cancel();
    expect(at(100)).toBe(false);
    expect(fired.toSorted((a, b) => a - b)).toEqual([-5, 5]);
  });

  it('runs one after the other when a punctuator takes time', async () => {
    const queue = new PunctuationQueue();
    const seen: string[] = [];
    for (const name of ['a', 'b']) {
      queue.schedule(name, 0, 10, async () => {
        seen.push(`begin ${name}`);
        await Promise.resolve();
        seen.push(`end ${name}`);
      });
    }
    expect(await queue.punctuate(1, (_, time, punctuator) => punctuator(time))).toBe(true);
    expect(seen).toEqual(['begin a', 'end a', 'begin b', 'end b']);
  });
});
