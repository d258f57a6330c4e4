import type { Consumer } from 'kafkajs';
import { expect, it } from 'vitest';
import { SessionLease } from './sessionLease.ts';

/** A consumer that says what the test wants. */
class Member {
  readonly #listeners = new Map<string, (event: { payload: object }) => void>();
  readonly consumer = {
    events: { REQUEST: 'request', GROUP_JOIN: 'join', HEARTBEAT: 'heartbeat' },
    on: (name: string, listener: (event: { payload: object }) => void) => this.#listeners.set(name, listener),
  } as unknown as Consumer;

  says(name: 'request' | 'join' | 'heartbeat', payload: object = {}): void {
    this.#listeners.get(name)?.({ payload });
  }
}

it('counts from when the last good sign of life was sent', () => {
  const member = new Member();
  let now = 0;
  const lease = new SessionLease(member.consumer, { now: () => now }, 6_000);
  expect(lease.isHeld).toBe(false);

  now = 1_000;
  member.says('request', { apiName: 'SyncGroup', sentAt: 900 });
  member.says('join');
  expect(lease.isHeld).toBe(true);

  now = 6_900;
  expect(lease.isHeld).toBe(false);
  // It was answered while the process stood still.
  member.says('request', { apiName: 'Heartbeat', sentAt: 1_500 });
  member.says('heartbeat');
  expect(lease.isHeld).toBe(true);
  now = 7_500;
  expect(lease.isHeld).toBe(false);

  // Refused, so no heartbeat is reported.
  member.says('request', { apiName: 'Heartbeat', sentAt: 7_500 });
  expect(lease.isHeld).toBe(false);
  member.says('request', { apiName: 'Fetch', sentAt: 7_600 });
  expect(lease.isHeld).toBe(false);
});
