import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { ActorError } from '../errors.ts';
import { PortCalls, type PortMethods } from './portCalls.ts';

type There = { double(n: number): Promise<number>; fail(): void; never(): Promise<void> };

describe('PortCalls', () => {
  let channel: MessageChannel;
  const connect = (own: PortMethods): PortCalls<There> => {
    channel = new MessageChannel();
    new PortCalls<{ ask(): number }>(channel.port2, own);
    return new PortCalls<There>(channel.port1, {});
  };
  afterEach(() => channel.port1.close());

  it('answers each call with its own result', async () => {
    const calls = connect({ double: async (n: number) => 2 * n });
    expect(await Promise.all([1, 2, 3].map((n) => calls.call('double', n)))).toEqual([2, 4, 6]);
  });

  it('hands errors on with their codes', async () => {
    const calls = connect({
      fail: () => {
        throw new ActorError('ACTOR_FENCED', 'too late');
      },
    });
    await expect(calls.call('fail')).rejects.toMatchObject({ code: 'ACTOR_FENCED', message: 'too late' });
  });

  it('ends what is under way when the other end is gone', async () => {
    const calls = connect({ never: () => new Promise(() => {}) });
    const call = calls.call('never');
    calls.close(new Error('the thread ended'));
    await expect(call).rejects.toThrow('the thread ended');
    await expect(calls.call('never')).rejects.toThrow('the thread ended');
  });
});
