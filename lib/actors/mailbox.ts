/**
 * The messages that wait for an actor, first in, first out. It is bounded by agreement: who puts something in looks at
 * `full` first and waits for `room`, so that what it read is not thrown away and what it has not read stays in Kafka.
 */
export class Mailbox<Message> {
  readonly capacity: number;
  #messages: Message[] = [];
  #waiting: (() => void)[] = [];

  /** @param capacity number of messages from which the mailbox is full */
  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get size(): number {
    return this.#messages.length;
  }

  get full(): boolean {
    return this.size >= this.capacity;
  }

  put(messages: readonly Message[]): void {
    for (const message of messages) this.#messages.push(message);
  }

  /** Puts back what was taken and not done: it is taken first again. */
  putBack(messages: readonly Message[]): void {
    this.#messages = [...messages, ...this.#messages];
  }

  /** Takes up to `limit` messages. */
  take(limit: number): Message[] {
    const taken = this.#messages.splice(0, limit);
    this.#announceRoom();
    return taken;
  }

  /** Keeps only the messages that `wanted` accepts. */
  keep(wanted: (message: Message) => boolean): void {
    this.#messages = this.#messages.filter(wanted);
    this.#announceRoom();
  }

  /** Resolves when at most half of the capacity is taken; at once if it is so now. */
  room(): Promise<void> {
    return this.#roomy ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  // Half, so that a reader that was paused is not paused again by its next read.
  get #roomy(): boolean {
    return this.size <= this.capacity / 2;
  }

  #announceRoom(): void {
    if (!this.#roomy) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
