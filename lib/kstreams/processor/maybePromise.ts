/**
 * The result of a step that is usually done at once and sometimes later. Code on the path of every record tests it
 * with {@link isPromise} instead of awaiting it, so that a synchronous topology makes no promise per record.
 */
export type MaybePromise<T> = T | Promise<T>;

export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return value instanceof Promise;
}

/** `step` after `before` is done: at once unless `before` is a promise. */
export function after<A, B>(before: MaybePromise<A>, step: (result: A) => MaybePromise<B>): MaybePromise<B> {
  return isPromise(before) ? before.then(step) : step(before);
}

/** Does `step` for each item, each after the one before it is done. */
export function inOrder<T>(items: Iterable<T>, step: (item: T) => MaybePromise<void>): MaybePromise<void> {
  const iterator = items[Symbol.iterator]();
  for (let next = iterator.next(); !next.done; next = iterator.next()) {
    const done = step(next.value);
    if (isPromise(done)) return done.then(() => inOrder({ [Symbol.iterator]: () => iterator }, step));
  }
}
