import type { RawData, WebSocket } from 'ws';

const capacity = 1024;
const mostDemand = 1_000_000;
// Close codes of RFC 6455, section 7.4.1.
const goingAway = 1001;
const policyViolated = 1008;

/** One subscriber of a remote stream: what it has asked for, and what waits until it asks for more. */
export class Subscription {
  readonly #webSocket: WebSocket;
  readonly #patienceMs: number;
  #demand = 0;
  #waiting: Uint8Array[] = [];
  #roomWanted: (() => void)[] = [];
  #impatience: NodeJS.Timeout | undefined;
  #ending = false;

  constructor(webSocket: WebSocket, patienceMs: number) {
    this.#webSocket = webSocket;
    this.#patienceMs = patienceMs;
    webSocket.on('message', (data, isBinary) => this.#asked(data, isBinary));
    webSocket.on('close', () => this.#gone());
    // `close` follows.
    webSocket.on('error', () => {});
  }

  /** Resolves when there is room for more elements, or when the subscriber is gone. */
  async offer(elements: readonly Uint8Array[]): Promise<void> {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    for (const element of elements) this.#waiting.push(element);
    this.#send();
    if (this.#waiting.length < capacity) return;
    this.#impatience ??= setTimeout(() => this.#letGo(), this.#patienceMs);
    await new Promise<void>((resolve) => this.#roomWanted.push(resolve));
  }

  /** Ends the stream when what waits has been asked for, or when nothing is asked for. */
  end(): void {
    this.#ending = true;
    if (this.#waiting.length === 0) this.#webSocket.close(goingAway);
    else this.#impatience ??= setTimeout(() => this.#letGo(), this.#patienceMs);
  }

  #asked(data: RawData, isBinary: boolean): void {
    const wanted = Number(String(data));
    if (isBinary || !Number.isInteger(wanted) || wanted < 1) {
      this.#webSocket.close(policyViolated, 'expected how many elements are wanted, from 1');
      return;
    }
    this.#demand = Math.min(mostDemand, this.#demand + wanted);
    this.#send();
  }

  #send(): void {
    const sent = Math.min(this.#demand, this.#waiting.length);
    if (sent === 0) return;
    for (const element of this.#waiting.splice(0, sent)) this.#webSocket.send(element);
    this.#demand -= sent;
    if (this.#waiting.length < capacity) this.#announceRoom();
    if (this.#ending) this.end();
  }

  #letGo(): void {
    this.#webSocket.close(policyViolated, `nothing was asked for in ${this.#patienceMs} ms`);
    this.#gone();
  }

  #gone(): void {
    this.#waiting = [];
    this.#announceRoom();
  }

  #announceRoom(): void {
    clearTimeout(this.#impatience);
    this.#impatience = undefined;
    const wanted = this.#roomWanted;
    this.#roomWanted = [];
    for (const resolve of wanted) resolve();
  }
}
