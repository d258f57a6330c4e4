import { silentLogger } from '@kafka-tutorial/util';
import { expect, test } from 'vitest';
import { buildHttpApp } from './httpApp.ts';
import { listen } from './listen.ts';
import { fakeServerView } from './testing.ts';

const app = (view = fakeServerView()) => buildHttpApp({ view, logger: silentLogger });

test('answers at its url, and the port is free after close', async () => {
  const first = await listen(app(), { port: 0 });
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${first.url}/health/live`)).status).toBe(200);
  await first.close();
  const again = await listen(app(), { port: Number(new URL(first.url).port) });
  expect(again.url).toBe(first.url);
  await again.close();
});

test('a port that is taken is named, with what to do, and nothing is left subscribed', async () => {
  const first = await listen(app(), { port: 0 });
  const port = Number(new URL(first.url).port);
  const view = fakeServerView();
  await expect(listen(app(view), { port })).rejects.toMatchObject({
    code: 'HTTP_PORT_IN_USE',
    message: `Port ${port} on 127.0.0.1 is taken by another program.`,
    hint: expect.stringContaining('--port'),
  });
  expect(view.listeners).toBe(0);
  await first.close();
});

test('an address of another machine is refused', async () => {
  // 192.0.2.0/24 is kept for documentation (RFC 5737).
  await expect(listen(app(), { host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
    code: 'HTTP_LISTEN_FAILED',
  });
});
