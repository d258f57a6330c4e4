import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openStream } from './streamReference.ts';
import { StreamSource } from './streamSource.ts';

const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => Buffer.from(String(from + i)));
const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { interval: 1 });

describe('a remote stream', () => {
  let server: Server;
  let url: string;
  let source: StreamSource;
  const opened: Readable[] = [];

  beforeEach(async () => {
    server = createServer();
    source = new StreamSource({ path: '/stream', patienceMs: 20_000 });
    source.serve(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/stream`;
  });
  afterEach(async () => {
    for (const stream of opened.splice(0)) stream.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const open = async () => {
    const before = source.subscribers;
    const stream = openStream({ url });
    opened.push(stream);
    await until(() => source.subscribers > before);
    return stream;
  };

  it('gives every element to every subscriber, in order, and ends', async () => {
    const streams = [await open(), await open()];
    const read = streams.map((stream) => stream.map(String).toArray());
    for (let from = 0; from < 5000; from += 100) await source.offer(numbers(from, 100));
    source.close();
    for (const elements of await Promise.all(read)) {
      expect(elements).toEqual(Array.from({ length: 5000 }, (_, i) => String(i)));
    }
  });

  it('sends no more than was asked for, and holds the source back until more is', async () => {
    const stream = await open();
    let offered = 0;
    const offering = (async () => {
      for (; offered < 100; offered++) await source.offer(numbers(offered * 100, 100));
    })();
    await until(() => stream.readableLength >= 256);
    await until(() => offered >= 12);
    const before = offered;
    await new Promise((resolve) => setImmediate(resolve));
    expect(offered).toBe(before);
    expect(stream.readableLength).toBeLessThanOrEqual(256);
    let count = 0;
    stream.on('data', () => count++);
    await offering;
    await until(() => count === 10_000);
  });

  it('lets a subscriber go that asks for nothing for too long, and goes on', async () => {
    source = new StreamSource({ path: '/stream', patienceMs: 50 });
    server.removeAllListeners('upgrade');
    source.serve(server);
    const silent = new WebSocket(url);
    const closed = once(silent, 'close');
    await once(silent, 'open');
    await until(() => source.subscribers === 1);
    await source.offer(numbers(0, 2000));
    expect((await closed)[0]).toBe(1008);
    await source.offer(numbers(0, 2000));
  });

  it('lets a subscriber go that asks for nonsense', async () => {
    for (const nonsense of ['-1', 'many', '1.5', Buffer.from('1')]) {
      const socket = new WebSocket(url);
      await once(socket, 'open');
      socket.send(nonsense);
      expect((await once(socket, 'close'))[0]).toBe(1008);
    }
  });

  it('does not wait for one that is gone', async () => {
    const stream = await open();
    stream.destroy();
    await source.offer(numbers(0, 5000));
    await until(() => source.subscribers === 0);
  });

  it('fails where there is none', async () => {
    const stream = openStream({ url: url.replace('/stream', '/nothing') });
    await expect(stream.toArray()).rejects.toThrow('404');
  });
});
