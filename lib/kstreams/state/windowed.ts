/** A span of time, in milliseconds since 1970. Time windows leave `end` out, sliding windows and sessions include it. */
export class Window {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }
}

/** A key of a windowed table: a key in one window. */
export class Windowed<K> {
  readonly key: K;
  readonly window: Window;

  constructor(key: K, window: Window) {
    this.key = key;
    this.window = window;
  }

  toString(): string {
    return `[${this.key}@${this.window.start}/${this.window.end}]`;
  }
}
