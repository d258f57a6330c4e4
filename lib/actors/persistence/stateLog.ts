import type { Kafka, Producer } from 'kafkajs';
import { ActorError } from '../errors.ts';
import { seal } from './sealedRecord.ts';
import { parsePart, partName, type StatePart } from './stateTable.ts';

/** A record for the state topic. */
export interface StateRecord {
  readonly actor: string;
  readonly term: number;
  readonly part: StatePart;
  /** `null` deletes the part. */
  readonly value: Uint8Array | null;
}

/** The writing side of the state topic, which knows how far the reading side has come. */
export class StateLog {
  readonly #topic: string;
  readonly #scope: string;
  readonly #producer: Producer;
  #waiting: { offset: bigint; resolve: () => void; reject: (error: Error) => void }[] = [];
  #seen = -1n;
  #closed: Error | undefined;

  constructor({ kafka, topic, scope }: { kafka: Kafka; topic: string; scope: string }) {
    this.#topic = topic;
    this.#scope = scope;
    this.#producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
  }

  connect(): Promise<void> {
    return this.#producer.connect();
  }

  disconnect(): Promise<void> {
    return this.#producer.disconnect();
  }

  /**
   * Writes records, one after the other, and waits until they have been read again, and with them all that came before.
   *
   * @throws ActorError ACTOR_STATE_TOO_LARGE, ACTOR_STATE_UNUSABLE
   */
  async write(records: readonly StateRecord[]): Promise<void> {
    let last = -1n;
    for (const { actor, term, part, value } of records) {
      const message = {
        key: stateKey(this.#scope, actor, term, part),
        value: value && seal(`${this.#scope}/${actor}`, value),
        partition: 0,
      };
      try {
        // Each in a request of its own: together they might be more than Kafka takes at once.
        const [written] = await this.#producer.send({ topic: this.#topic, acks: -1, messages: [message] });
        last = BigInt(written?.baseOffset ?? -1);
      } catch (cause) {
        throw failure(cause);
      }
    }
    await this.#read(last);
  }

  /** The reading side has come to this offset. */
  seen(offset: bigint): void {
    this.#seen = offset;
    const ready = this.#waiting.filter((one) => one.offset <= offset);
    this.#waiting = this.#waiting.filter((one) => one.offset > offset);
    for (const { resolve } of ready) resolve();
  }

  /** The reading side has ended. */
  close(error: Error): void {
    this.#closed = error;
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
  }

  #read(offset: bigint): Promise<void> {
    if (this.#closed) return Promise.reject(this.#closed);
    if (this.#seen >= offset) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ offset, resolve, reject }));
  }
}

/** The key of a part of an actor's state. */
export function stateKey(scope: string, actor: string, term: number, part: StatePart): string {
  return `${encodeURIComponent(scope)}/${encodeURIComponent(actor)}/${term}/${partName(part)}`;
}

const keyPattern = /^([^/]+)\/([^/]+)\/(\d{1,15})\/(claim|opened|snapshot|event-\d{1,15})$/;

/** What a key of the state topic is about; undefined for those of other scopes. */
export function parseStateKey(
  scope: string,
  key: Buffer | null,
): { actor: string; term: number; part: StatePart } | undefined {
  const [, foundScope, actor = '', term, part = ''] = keyPattern.exec(key?.toString() ?? '') ?? [];
  if (foundScope !== encodeURIComponent(scope)) return undefined;
  return { actor: decodeURIComponent(actor), term: Number(term), part: parsePart(part) };
}

function failure(cause: unknown): ActorError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof Error && 'type' in cause && cause.type === 'MESSAGE_TOO_LARGE') {
    return new ActorError('ACTOR_STATE_TOO_LARGE', `Kafka takes no record of that size: ${reason}`, {
      hint: 'Keep state in files, or allow larger records by max.message.bytes of the topic.',
      cause,
    });
  }
  return new ActorError('ACTOR_STATE_UNUSABLE', `state cannot be written to Kafka: ${reason}`, { cause });
}
