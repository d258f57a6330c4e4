import { connect } from 'node:net';
import { promisify } from 'node:util';
import { silentLogger } from '@kafka-tutorial/util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { buildHttpApp } from './httpApp.ts';
import { type Listening, listen } from './listen.ts';
import { fakeServerView, modelEvent, scoredEvent, statisticsEvent } from './testing.ts';

const servers: Listening[] = [];

async function start() {
  const view = fakeServerView();
  const server = await listen(buildHttpApp({ view, logger: silentLogger }), { port: 0 });
  servers.push(server);
  return { view, server };
}

/** Opens the stream and reads it as it comes. */
async function follow({ url }: Listening, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const response = await fetch(`${url}/events`, { headers, signal: abort.signal });
  const stream = { response, text: '', ended: false, abort: () => abort.abort() };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) stream.text += decoder.decode(bytes, { stream: true });
    stream.ended = true;
  };
  read().catch(() => {
    stream.ended = true;
  });
  return stream;
}

const ids = (text: string) => text.match(/^id: .*/gm) ?? [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describe('GET /events', () => {
  test('sends each event as it happens, with name, id and data', async () => {
    const { view, server } = await start();
    const stream = await follow(server);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.response.headers.get('cache-control')).toBe('no-store');
    expect(stream.response.headers.get('x-content-type-options')).toBe('nosniff');
    const events = [scoredEvent(), modelEvent(), statisticsEvent()];
    for (const event of events) view.emit(event);
    await vi.waitFor(() => expect(ids(stream.text)).toHaveLength(3));
    const blocks = stream.text.split('\n\n').filter((block) => block.startsWith('event: '));
    expect(blocks.map((block) => block.split('\n')[0])).toEqual([
      'event: scored',
      'event: model',
      'event: statistics',
    ]);
    expect(blocks.map((block) => JSON.parse(block.split('\ndata: ')[1] ?? ''))).toEqual(events);
  });

  test('a client that comes late gets what happened before, one that comes back only the rest', async () => {
    const { view, server } = await start();
    for (let i = 0; i < 3; i++) view.emit(statisticsEvent());
    const late = await follow(server);
    await vi.waitFor(() => expect(ids(late.text)).toHaveLength(3));
    const second = ids(late.text)[1]?.slice('id: '.length) ?? '';
    const back = await follow(server, { 'last-event-id': second });
    await vi.waitFor(() => expect(ids(back.text)).toEqual([ids(late.text)[2]]));
  });

  test('takes 100 clients, refuses the next, and has room again when one leaves', async () => {
    const { server } = await start();
    const streams = await Promise.all(Array.from({ length: 100 }, () => follow(server)));
    const refused = await fetch(`${server.url}/events`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ error: { code: 'HTTP_TOO_MANY_STREAMS' } });
    streams[0]?.abort();
    await vi.waitFor(async () => {
      const { response, abort } = await follow(server);
      abort();
      expect(response.status).toBe(200);
    });
  });

  test('a client that does not read is disconnected', async () => {
    const view = fakeServerView();
    const app = buildHttpApp({ view, logger: silentLogger });
    const server = await listen(app, { port: 0 });
    servers.push(server);
    const connections = promisify(app.server.getConnections.bind(app.server));
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {});
    socket.pause().write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await vi.waitFor(async () => expect(await connections()).toBe(1));
    const many = Array.from({ length: 1000 }, (_, i) => [
      `type${i}`,
      { recordsPerSecond: 1, p50: 1, p99: 1 },
    ]);
    const large = statisticsEvent({ dataTypes: Object.fromEntries(many) });
    let sent = 0;
    // The system takes a few megabytes for the client before any wait in the server.
    while ((await connections()) > 0 && sent++ < 1000) view.emit(large);
    expect(await connections()).toBe(0);
    expect(sent).toBeGreaterThan(20);
    socket.destroy();
  });

  test('a quiet stream has a heartbeat', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    try {
      const { server } = await start();
      const stream = await follow(server);
      vi.advanceTimersByTime(15_000);
      await vi.waitFor(() => expect(stream.text).toContain(': still here\n\n'));
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('close', () => {
  test('ends the streams at once and leaves the view', async () => {
    const { view, server } = await start();
    const stream = await follow(server);
    expect(view.listeners).toBe(1);
    const before = performance.now();
    await server.close();
    expect(performance.now() - before).toBeLessThan(900);
    await vi.waitFor(() => expect(stream.ended).toBe(true));
    expect(view.listeners).toBe(0);
  });

  test('does not wait for a request that never becomes complete', async () => {
    const { server } = await start();
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    socket.write('GET /state HTTP/1.1\r\nHost: ');
    // Once another connection was answered, the server has read this one.
    await fetch(`${server.url}/state`);
    await server.close();
    await closed;
  });
});
