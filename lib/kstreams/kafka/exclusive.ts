/** Does pieces of work one after the other, in the order in which they are asked for. */
export class Exclusive {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting++;
    const done = this.#last.then(work).finally(() => {
      this.#waiting--;
    });
    // What fails is for the one who asked.
    this.#last = done.catch(() => {});
    return done;
  }
}
