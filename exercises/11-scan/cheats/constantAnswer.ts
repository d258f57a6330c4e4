import { Transform } from 'node:stream';

const factorials = [1n, 1n, 2n, 6n, 24n, 120n];

export function scan<In, Out>(_zero: Out, _next: (accumulated: Out, element: In) => Out): Transform {
  return new Transform({
    objectMode: true,
    flush(callback) {
      for (const factorial of factorials) this.push(factorial);
      callback();
    },
    transform(_element: In, _encoding, callback) {
      callback();
    },
  });
}
