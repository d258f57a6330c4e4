import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EmbeddedKafka } from '../index.ts';
import { apiVersions } from '../protocol/messages/apiVersions.ts';
import { fetch } from '../protocol/messages/fetch.ts';
import { metadata } from '../protocol/messages/metadata.ts';
import { produce } from '../protocol/messages/produce.ts';
import type { Encodable, Fields } from '../protocol/types.ts';
import { buildBatch } from '../records/buildBatch.ts';
import { requestFrame } from '../testing/askBroker.ts';
import { FrameReader } from './frames.ts';

let broker: EmbeddedKafka;
let logged: string[];
const sockets: Socket[] = [];

beforeEach(async () => {
  logged = [];
  broker = await EmbeddedKafka.start({ log: (line) => logged.push(line) });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await broker.stop();
});

async function client(): Promise<Socket> {
  const socket = connect(broker.port, broker.host);
  socket.on('error', () => {});
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** A whole request: its length, the correlation id given, the rest. */
function request<F extends Fields>(
  key: number,
  version: number,
  fields: F,
  body: Encodable<F>,
  correlationId = 7,
): Buffer {
  const frame = requestFrame(key, { version, flexible: false }, fields, body);
  frame.writeInt32BE(correlationId, 4);
  const size = Buffer.alloc(4);
  size.writeInt32BE(frame.length);
  return Buffer.concat([size, frame]);
}

const askVersions = (correlationId: number) =>
  request(18, 0, apiVersions.request, { clientSoftwareName: '', clientSoftwareVersion: '' }, correlationId);

/** The answers that come, in order, until there are `count`. */
async function answers(socket: Socket, count: number): Promise<Buffer[]> {
  const frames = new FrameReader();
  const found: Buffer[] = [];
  return new Promise((resolve, reject) => {
    socket.on('close', () => reject(new Error(`closed after ${found.length} answers`)));
    socket.on('data', (chunk: Buffer) => {
      frames.push(chunk);
      for (let frame = frames.next(); frame; frame = frames.next()) found.push(frame);
      if (found.length >= count) resolve(found);
    });
  });
}

async function expectToAnswer(socket: Socket): Promise<void> {
  socket.write(askVersions(5));
  const [answer] = await answers(socket, 1);
  expect(answer?.readInt32BE(0)).toBe(5);
}

describe('a connection', () => {
  it.each([
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), 'a request of'],
    ['a length of 2 GiB', Buffer.from('7fffffff00', 'hex'), 'a request of 2147483647 bytes'],
    ['a negative length', Buffer.from('ffffffff', 'hex'), 'a request of -1 bytes'],
    ['an empty request', Buffer.from('00000000', 'hex'), 'expected 2 bytes, 0 are left'],
    ['an unknown API', Buffer.from('0000000a' + '7fff0000' + '00000001' + '0000', 'hex'), 'key 32767'],
    [
      'an unadvertised version',
      Buffer.from('0000000a' + '00030063' + '00000001' + '0000', 'hex'),
      'Metadata version 99',
    ],
  ])('is closed after %s, and no other is disturbed', async (_what, bytes, why) => {
    const other = await client();
    const bad = await client();
    bad.write(bytes);
    await once(bad, 'close');
    expect(logged).toEqual([expect.stringContaining(why)]);
    await expectToAnswer(other);
  });

  it('that holds back half of its request keeps nobody waiting', async () => {
    const slow = await client();
    const whole = askVersions(5);
    slow.write(whole.subarray(0, 9));
    await expectToAnswer(await client());
    const answer = answers(slow, 1);
    slow.write(whole.subarray(9));
    expect((await answer)[0]?.readInt32BE(0)).toBe(5);
  });

  it('gets its answers in the order of its requests, a parked one included', async () => {
    const socket = await client();
    const ask = (id: number) => request(3, 1, metadata.request, { topics: [{ name: 't' }] }, id);
    const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1000 }];
    const parked = request(
      1,
      4,
      fetch.request,
      { maxWaitMs: 100, minBytes: 1, topics: [{ topic: 't', partitions }], forgottenTopicsData: [] },
      3,
    );
    const found = answers(socket, 5);
    socket.write(Buffer.concat([ask(1), ask(2), parked, ask(4), askVersions(5)]));
    expect((await found).map((answer) => answer.readInt32BE(0))).toEqual([1, 2, 3, 4, 5]);
  });

  it('gets no answer to acks=0, and is closed when that fails', async () => {
    const socket = await client();
    const records = () => buildBatch({ timestamp: 1n, records: [{ key: null, value: null }] });
    const send = (name: string) =>
      request(0, 3, produce.request, {
        acks: 0,
        timeoutMs: 1000,
        topicData: [{ name, partitionData: [{ index: 0, records: records() }] }],
      });
    const create = request(3, 1, metadata.request, { topics: [{ name: 't' }] }, 1);
    const found = answers(socket, 2);
    socket.write(Buffer.concat([create, send('t'), send('t'), askVersions(2)]));
    expect((await found).map((answer) => answer.readInt32BE(0))).toEqual([1, 2]);
    socket.write(send('missing'));
    await once(socket, 'close');
    expect(logged).toEqual([expect.stringContaining('no such topic')]);
  });

  it('that does not read its answers is not read from either', async () => {
    const value = Buffer.alloc(900_000);
    const records = buildBatch({ timestamp: 1n, records: [{ key: null, value }] });
    const preparing = await client();
    const prepared = answers(preparing, 2);
    preparing.write(request(3, 1, metadata.request, { topics: [{ name: 't' }] }));
    preparing.write(
      request(0, 3, produce.request, {
        acks: 1,
        timeoutMs: 1000,
        topicData: [{ name: 't', partitionData: [{ index: 0, records }] }],
      }),
    );
    await prepared;

    const lazy = await client();
    lazy.pause();
    const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1_000_000 }];
    const ask = request(1, 4, fetch.request, {
      maxWaitMs: 0,
      minBytes: 1,
      topics: [{ topic: 't', partitions }],
      forgottenTopicsData: [],
    });
    const before = process.memoryUsage().arrayBuffers;
    // 100 answers are 90 MB.
    for (let i = 0; i < 100; i++) lazy.write(ask);
    await expectToAnswer(await client());
    await expectToAnswer(await client());
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);

    const all = answers(lazy, 100);
    lazy.resume();
    expect(await all).toHaveLength(100);
  });

  it('is closed by the broker when it stops, also while a fetch is parked', async () => {
    const socket = await client();
    const found = answers(socket, 1);
    socket.write(request(3, 1, metadata.request, { topics: [{ name: 't' }] }));
    await found;
    const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 1000 }];
    socket.write(
      request(1, 4, fetch.request, {
        maxWaitMs: 60_000,
        minBytes: 1,
        topics: [{ topic: 't', partitions }],
        forgottenTopicsData: [],
      }),
    );
    const closed = vi.fn();
    socket.on('close', closed);
    const start = performance.now();
    await broker.stop();
    expect(performance.now() - start).toBeLessThan(1000);
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
    expect(logged).toEqual([]);
  });
});

describe('a crowd', () => {
  const atOnce = 500;

  it(`of ${atOnce} clients is answered, all of them`, async () => {
    const clients = await Promise.all(Array.from({ length: atOnce }, client));
    await Promise.all(clients.map(expectToAnswer));
  });

  it('of half requests, garbage and clients that never read does not disturb the others, nor fill the memory', async () => {
    const records = buildBatch({ timestamp: 0n, records: [{ key: null, value: Buffer.alloc(900_000) }] });
    const topicData = [{ name: 't', partitionData: [{ index: 0, records }] }];
    const filler = await client();
    filler.write(request(3, 1, metadata.request, { topics: [{ name: 't' }] }));
    await answers(filler, 1);
    for (let i = 0; i < 20; i++) {
      filler.write(
        request(0, 3, produce.request, { transactionalId: null, acks: -1, timeoutMs: 0, topicData }),
      );
      await answers(filler, 1);
    }
    const partitions = [{ partition: 0, fetchOffset: 0n, partitionMaxBytes: 50_000_000 }];
    const everything = request(1, 4, fetch.request, {
      ...{ maxWaitMs: 0, minBytes: 1, maxBytes: 50_000_000, forgottenTopicsData: [] },
      topics: [{ topic: 't', partitions }],
    });
    const half = Buffer.concat([Buffer.from('05f5e100', 'hex'), Buffer.alloc(1_000_000)]);
    const before = process.memoryUsage().rss;
    const seed = Date.now() % 1000;
    for (let i = 0; i < 120; i++) {
      const socket = await client();
      if (i % 3 === 0) socket.write(half);
      else if (i % 3 === 1) {
        socket.pause();
        for (let k = 0; k < 4; k++) socket.write(everything);
      } else
        socket.write(Buffer.from(Array.from({ length: 200 }, (_, k) => (seed * (i + 1) * (k + 7)) & 0xff)));
    }
    await vi.waitFor(async () => expectToAnswer(await client()), { timeout: 20_000 });
    const grown = (process.memoryUsage().rss - before) / 2 ** 20;
    expect(grown, `seed ${seed}`).toBeLessThan(800);
  });
});
