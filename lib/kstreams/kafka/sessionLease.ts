import type { Consumer } from 'kafkajs';
import type { Clock } from '../runtime/clock.ts';

/** Requests after whose answer the coordinator counts the time of the session anew. */
const signsOfLife = ['SyncGroup', 'Heartbeat'];

/**
 * For how long a member of a group may be sure that it is one. The coordinator gives a member's tasks to others when
 * it hears nothing for the length of a session; a process that stood still meanwhile does not notice, and would write
 * on with what it has in memory. So the time counts from when the last answered sign of life was sent.
 */
export class SessionLease {
  readonly #clock: Clock;
  readonly #sessionTimeoutMs: number;
  #askedMs = Number.NEGATIVE_INFINITY;
  #heldFromMs = Number.NEGATIVE_INFINITY;

  constructor(consumer: Pick<Consumer, 'on' | 'events'>, clock: Clock, sessionTimeoutMs: number) {
    this.#clock = clock;
    this.#sessionTimeoutMs = sessionTimeoutMs;
    const { REQUEST, GROUP_JOIN, HEARTBEAT } = consumer.events;
    // It comes for refusals too; the two others only when the answer was good.
    consumer.on(REQUEST, ({ payload }) => {
      if (signsOfLife.includes(payload.apiName)) this.#askedMs = payload.sentAt;
    });
    const renew = () => {
      this.#heldFromMs = this.#askedMs;
    };
    consumer.on(GROUP_JOIN, renew);
    consumer.on(HEARTBEAT, renew);
  }

  get isHeld(): boolean {
    return this.#clock.now() < this.#heldFromMs + this.#sessionTimeoutMs;
  }
}
