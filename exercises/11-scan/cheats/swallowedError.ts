import { Transform } from 'node:stream';

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
      } catch {
        callback();
      }
    },
  });
}
