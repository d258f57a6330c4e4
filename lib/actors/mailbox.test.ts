import { describe, expect, it } from 'vitest';
import { Mailbox } from './mailbox.ts';

const filled = (count: number) => {
  const mailbox = new Mailbox<number>(4);
  mailbox.put(Array.from({ length: count }, (_, i) => i));
  return mailbox;
};

async function settled(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

describe('Mailbox', () => {
  it('gives messages out in the order they came, those put back first', () => {
    const mailbox = filled(3);
    const taken = mailbox.take(2);
    expect(taken).toEqual([0, 1]);
    mailbox.putBack(taken);
    expect(mailbox.take(10)).toEqual([0, 1, 2]);
    expect(mailbox.take(10)).toEqual([]);
  });

  it('is full at its capacity, and has room again when half of it is free', async () => {
    const mailbox = filled(4);
    expect(mailbox.full).toBe(true);
    const room = mailbox.room();
    mailbox.take(1);
    expect(mailbox.full).toBe(false);
    expect(await settled(room)).toBe(false);
    mailbox.take(1);
    expect(await settled(room)).toBe(true);
    expect(await settled(mailbox.room())).toBe(true);
  });

  it('forgets what is not wanted any more, which makes room, too', async () => {
    const mailbox = filled(4);
    const room = mailbox.room();
    mailbox.keep((message) => message > 1);
    expect(await settled(room)).toBe(true);
    expect(mailbox.take(10)).toEqual([2, 3]);
  });
});
