import { Transform } from 'node:stream';

/**
 * Emits the zero, then for each element the accumulation so far.
 *
 * @param zero what the accumulation begins with
 * @param next combines the accumulation and an element
 */
export function scan<In, Out>(zero: Out, next: (accumulated: Out, element: In) => Out): Transform {
  return new Transform({
    objectMode: true,
    transform(element: In, _encoding, callback) {
      // Exercise: emit the zero first, then the accumulation instead of the element. Mind a `next` that throws.
      callback(null, element);
    },
  });
}
