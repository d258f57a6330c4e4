import type { TransferListItem } from 'node:worker_threads';
import { isCodedError } from '@kafka-tutorial/util';

/** What both ends of a thread's channel have: a `Worker` here, its `parentPort` there. */
export interface Port {
  postMessage(message: unknown, transfer?: readonly TransferListItem[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** What can be called from the other end, by name. Arguments and results are cloned on their way. */
export type PortMethods = Readonly<Record<string, (...args: never[]) => unknown>>;

type PortMessage =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'error';
      readonly id: number;
      readonly code: string | undefined;
      readonly message: string;
    };

/** An error that a call at the other end threw. It has its code, if that had one. */
export class PortCallError extends Error {
  override readonly name = 'PortCallError';
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

/** Asks and answers over a channel between two threads: `Methods` are those of the other end. */
export class PortCalls<Methods extends PortMethods> {
  readonly #port: Port;
  readonly #own: PortMethods;
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #nextId = 0;
  #closed: Error | undefined;

  /** @param own what the other end may call here */
  constructor(port: Port, own: PortMethods) {
    this.#port = port;
    this.#own = own;
    port.on('message', (message) => this.#receive(message as PortMessage));
  }

  /**
   * Calls a method at the other end.
   *
   * @throws PortCallError what it threw; what `close` was given
   */
  call<Name extends keyof Methods & string>(
    method: Name,
    ...args: Parameters<Methods[Name]>
  ): Promise<Awaited<ReturnType<Methods[Name]>>> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#port.postMessage({ kind: 'call', id, method, args } satisfies PortMessage);
    });
  }

  /** The other end is gone: every call fails from now on, those under way as well. */
  close(error: Error): void {
    this.#closed = error;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #receive(message: PortMessage): void {
    if (message.kind === 'call') {
      void this.#answer(message.id, message.method, message.args);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'result') pending?.resolve(message.value);
    else pending?.reject(new PortCallError(message.message, message.code));
  }

  async #answer(id: number, method: string, args: readonly unknown[]): Promise<void> {
    try {
      const value = await this.#own[method]?.(...(args as never[]));
      this.#port.postMessage({ kind: 'result', id, value } satisfies PortMessage);
    } catch (error) {
      const code = isCodedError(error) ? error.code : undefined;
      const message = error instanceof Error ? error.message : String(error);
      this.#port.postMessage({ kind: 'error', id, code, message } satisfies PortMessage);
    }
  }
}
