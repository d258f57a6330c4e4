import { once } from 'node:events';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

const megabyte = 2 ** 20;

async function send(megabytes: number, waitsForDrain: boolean): Promise<void> {
  const receiver = new Writable({
    highWaterMark: 4 * megabyte,
    // Slower than the sender, which has the next chunk at once.
    write: (_chunk, _encoding, done) => void setImmediate().then(() => done()),
  });
  let waiting = 0;
  let memory = 0;
  for (let i = 0; i < megabytes; i++) {
    const wantsMore = receiver.write(Buffer.alloc(megabyte, i));
    waiting = Math.max(waiting, receiver.writableLength / megabyte);
    memory = Math.max(memory, process.memoryUsage().rss / megabyte);
    if (!wantsMore && waitsForDrain) await once(receiver, 'drain');
  }
  receiver.end();
  await once(receiver, 'finish');
  console.log(`${waiting} MB waited at most; the process had ${Math.round(memory)} MB`);
}

await send(150, true);
await send(150, false);
