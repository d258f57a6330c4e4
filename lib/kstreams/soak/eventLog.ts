const kept = 60;

/** What happened, as far as it may explain a finding. */
export class EventLog {
  readonly #start = Date.now();
  readonly #recent: string[] = [];
  readonly #print: (line: string) => void;

  /** @param print is given each line as it comes */
  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  add(what: string): void {
    const line = `${this.elapsed()} ${what}`;
    this.#recent.push(line);
    if (this.#recent.length > kept) this.#recent.shift();
    this.#print(line);
  }

  /** Since the start: `02:07.3`. */
  elapsed(): string {
    const seconds = (Date.now() - this.#start) / 1000;
    const minutes = Math.floor(seconds / 60);
    return `${String(minutes).padStart(2, '0')}:${(seconds - 60 * minutes).toFixed(1).padStart(4, '0')}`;
  }

  /** The last lines, the oldest first. */
  get recent(): readonly string[] {
    return this.#recent;
  }
}
