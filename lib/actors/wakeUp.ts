/** Lets a loop sleep until somebody has something for it. */
export class WakeUp {
  #wake: (() => void) | undefined;
  #called = false;

  /** Wakes the sleeper; if nobody sleeps, the next one who wants to does not. */
  call(): void {
    this.#called = true;
    this.#wake?.();
  }

  async sleep(): Promise<void> {
    if (!this.#called) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#wake = undefined;
    this.#called = false;
  }
}
