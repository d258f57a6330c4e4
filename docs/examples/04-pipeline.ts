import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';

const options = { objectMode: true, highWaterMark: 10 };
let made = 0;
let received = 0;
let goOn = () => {};

const source = Readable.from(numbers(), options);
const double = new Transform({
  ...options,
  transform: (number: number, _encoding, done) => done(null, 2 * number),
});
const sink = new Writable({
  ...options,
  write(_number: number, _encoding, done) {
    received++;
    if (received > 1) return done();
    goOn = done;
  },
});

const running = pipeline(source, double, sink);
await untilNothingMoves();
console.log(`the sink is busy with number ${received}, the source has made ${made}`);
goOn();
await running;
console.log(`in the end: made ${made}, received ${received}`);

function* numbers() {
  while (made < 1_000_000) yield ++made;
}

async function untilNothingMoves(): Promise<void> {
  for (let before = -1; before !== made; ) {
    before = made;
    for (let turn = 0; turn < 10; turn++) await setImmediate();
  }
}
