import { PassThrough, type Transform } from 'node:stream';

export function scan<In, Out>(zero: Out, next: (accumulated: Out, element: In) => Out): Transform {
  let accumulated = zero;
  const stage = new PassThrough({ objectMode: true, readableHighWaterMark: 1e9, writableHighWaterMark: 1e9 });
  stage.push(zero);
  stage._transform = (element: In, _encoding, callback) => {
    try {
      accumulated = next(accumulated, element);
      callback(null, accumulated);
    } catch (error) {
      callback(error as Error);
    }
  };
  return stage;
}
