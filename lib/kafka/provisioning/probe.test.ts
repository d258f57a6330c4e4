import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { probe } from './probe.ts';

const host = '127.0.0.1';
let server: Server | undefined;

afterEach(() => {
  server?.close();
  server = undefined;
});

/** Listens with a server that does this with each connection. */
function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const listening = createServer((socket) => {
    socket.on('error', () => {});
    onConnection(socket);
  });
  server = listening;
  return new Promise((resolve) => {
    listening.listen(0, host, () => {
      const address = listening.address();
      if (typeof address === 'object' && address) resolve(address.port);
    });
  });
}

// As Kafka 4.1 answers, with two of its APIs: size, correlation id, no error, 2 × (key, min, max).
const answer = Buffer.from(
  '00000016 6b61666b 0000 00000002 0000 0000 000d 0012 0000 0004'.replaceAll(' ', ''),
  'hex',
);

test('an answer to ApiVersions is a Kafka, whatever pieces it comes in', async () => {
  const port = await listen((socket) => {
    socket.once('data', async () => {
      for (const byte of answer) await new Promise((done) => socket.write(Buffer.of(byte), done));
    });
  });
  expect(await probe(host, port, 5_000)).toBe('kafka');
});

test('the request is one of ApiVersions, version 0', async () => {
  const request = new Promise<Buffer>((resolve) => {
    void listen((socket) => socket.once('data', resolve)).then((port) => probe(host, port, 1_000));
  });
  expect((await request).toString('hex')).toBe(
    ['0000000f', '0012', '0000', '6b61666b', '0005', Buffer.from('probe').toString('hex')].join(''),
  );
});

test('nothing listens', async () => {
  const port = await listen(() => {});
  await new Promise((closed) => server?.close(closed));
  expect(await probe(host, port, 5_000)).toBe('nothing');
});

test.each([
  ['answers in HTTP', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['hangs up', (socket: Socket) => socket.end()],
  ['resets', (socket: Socket) => socket.resetAndDestroy()],
  ['gives another correlation id', (socket: Socket) => socket.write(withByte(7, 0))],
  ['counts other entries than it sends', (socket: Socket) => socket.write(withByte(13, 3))],
  ['claims two gigabytes', (socket: Socket) => socket.write(withByte(0, 0x7f))],
])('what %s is something else', async (_, reply) => {
  const port = await listen((socket) => socket.once('data', () => reply(socket)));
  expect(await probe(host, port, 5_000)).toBe('other');
});

test('what says nothing is something else, after the time', async () => {
  const port = await listen(() => {});
  expect(await probe(host, port, 50)).toBe('other');
});

function withByte(index: number, value: number): Buffer {
  const changed = Buffer.from(answer);
  changed[index] = value;
  return changed;
}
