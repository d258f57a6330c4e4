import { Transform } from 'node:stream';

/**
 * The smallest custom stage: emits the zero, then for each element the accumulation so far, as `scan` does on an array.
 * Back-pressure comes with Transform: it asks for an element only when its reader wants one.
 *
 * @param zero what the accumulation begins with
 * @param next combines the accumulation and an element
 */
export function scan<In, Out>(zero: Out, next: (accumulated: Out, element: In) => Out): Transform {
  let accumulated = zero;
  return new Transform({
    objectMode: true,
    construct(callback) {
      this.push(accumulated);
      callback();
    },
    transform(element: In, _encoding, callback) {
      try {
        accumulated = next(accumulated, element);
        callback(null, accumulated);
      } catch (error) {
        callback(error as Error);
      }
    },
  });
}
