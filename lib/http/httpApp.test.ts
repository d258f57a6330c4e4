import { connect } from 'node:net';
import { silentLogger } from '@kafka-tutorial/util';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpError } from './errors.ts';
import { buildHttpApp } from './httpApp.ts';
import { listen } from './listen.ts';
import { fakeServerView } from './testing.ts';

const open: FastifyInstance[] = [];
const logged: string[] = [];
const logger = { ...silentLogger, error: (message: string) => void logged.push(message) };

function start(routes?: (app: FastifyInstance) => void) {
  const view = fakeServerView();
  const app = buildHttpApp({ view, logger, routes });
  open.push(app);
  return { app, view };
}

afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
  logged.length = 0;
});

describe('state and topology', () => {
  test('the state is the state of the view, never from a cache', async () => {
    const { app, view } = start();
    const answer = await app.inject('/state');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('application/json'),
      'cache-control': 'no-store',
    });
    expect(answer.json()).toEqual(view.state());
    view.setState({ skipped: 77 });
    expect((await app.inject('/state')).json()).toMatchObject({ skipped: 77 });
  });

  test.each([
    [undefined, '/topology', 'json'],
    ['*/*', '/topology', 'json'],
    ['text/plain', '/topology', 'text'],
    ['text/plain;q=0.5, application/json', '/topology', 'json'],
    ['application/json;q=0.5, text/*', '/topology', 'text'],
    ['text/html, application/xhtml+xml, */*;q=0.8', '/topology', 'json'],
    ['application/json', '/topology?format=text', 'text'],
    ['text/plain', '/topology?format=json', 'json'],
  ])('topology for Accept %s at %s is %s', async (accept, url, expected) => {
    const { app, view } = start();
    const answer = await app.inject({ url, headers: accept === undefined ? {} : { accept } });
    expect(answer.headers.vary).toBe('accept');
    if (expected === 'text') {
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(answer.body).toBe(`${view.topology().text}\n`);
    } else {
      const { nodes, edges } = view.topology();
      expect(answer.json()).toEqual({ nodes, edges });
    }
  });

  test('a format that is unknown is refused', async () => {
    const answer = await start().app.inject('/topology?format=xml');
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error).toEqual({
      code: 'HTTP_BAD_REQUEST',
      message: 'format is "xml"; expected json or text.',
    });
  });
});

describe('health', () => {
  test('live always, ready as the view says', async () => {
    const { app, view } = start();
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'live' });
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready' });
    view.setReady(false);
    const answer = await app.inject('/health/ready');
    expect(answer.statusCode).toBe(503);
    expect(answer.json().error.code).toBe('HTTP_NOT_READY');
    expect((await app.inject('/health/live')).statusCode).toBe(200);
  });
});

describe('the live page', () => {
  test.each([
    ['/', 'text/html'],
    ['/page/page.js', 'javascript'],
    ['/page/page.css', 'text/css'],
    ['/page/uPlot.esm.js', 'javascript'],
    ['/page/uPlot.min.css', 'text/css'],
  ])('%s is served as %s', async (url, type) => {
    const { app } = start();
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    const again = await app.inject({ url, headers: { 'if-none-match': String(answer.headers.etag) } });
    expect(again.statusCode).toBe(304);
  });

  test.each([
    '/page/',
    '/page/index.html',
    '/page/../index.ts',
    '/page/%2e%2e/index.ts',
    '/page/..%2findex.ts',
  ])('nothing else of the disk: %s', async (url) => {
    expect((await start().app.inject(url)).statusCode).toBe(404);
  });
});

describe('security headers', () => {
  test.each(['/', '/state', '/metrics', '/nothing'])('are on %s', async (url) => {
    const { headers } = await start().app.inject(url);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  test('the page needs no inline script or style', async () => {
    const { body } = await start().app.inject('/');
    expect(body).toContain('<script');
    expect(body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|https?:\/\/(?!www\.w3\.org)/i);
  });
});

describe('methods', () => {
  test.each([
    '/',
    '/state',
    '/topology',
    '/events',
    '/metrics',
    '/health/live',
    '/health/ready',
    '/page/page.js',
  ])('HEAD %s has the headers and no body', async (url) => {
    const answer = await start().app.inject({ method: 'HEAD', url });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBeDefined();
    expect(answer.body).toBe('');
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)(
    '%s on a path that is read',
    async (method) => {
      const answer = await start().app.inject({ method, url: '/state' });
      expect(answer.statusCode).toBe(405);
      expect(answer.headers.allow).toBe('GET, HEAD');
      expect(answer.json().error).toEqual({
        code: 'HTTP_METHOD_NOT_ALLOWED',
        message: `${method} is not allowed here; expected GET, HEAD.`,
      });
    },
  );

  test('a body of any type does not hide what is wrong with the method or the path', async () => {
    const { app } = start();
    const request = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a,b' } as const;
    expect((await app.inject({ ...request, url: '/events' })).statusCode).toBe(405);
    expect((await app.inject({ ...request, url: '/nothing' })).statusCode).toBe(404);
  });

  test("a server's own routes are included, those of plugins too", async () => {
    const { app } = start((routes) => {
      routes.get('/state/:dataType', () => 'one');
      routes.register(async (plugin) => {
        plugin.post('/models', () => 'made');
      });
    });
    expect((await app.inject('/state/wine')).body).toBe('one');
    const answers = [
      await app.inject({ method: 'POST', url: '/state/wine' }),
      await app.inject({ method: 'GET', url: '/models' }),
    ];
    expect(answers.map((answer) => [answer.statusCode, answer.headers.allow])).toEqual([
      [405, 'GET, HEAD'],
      [405, 'POST'],
    ]);
  });
});

describe('errors', () => {
  const own = (app: FastifyInstance) => {
    app.post('/own', () => 'read');
    app.get('/own/:what', (request) => {
      const { what } = request.params as { what: string };
      if (what === 'missing') throw new HttpError('HTTP_NOT_FOUND', 'There is no model for cheese.');
      throw new TypeError(`secret of ${what}`);
    });
  };

  test('an unknown path', async () => {
    const answer = await start().app.inject('/nothing');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      error: { code: 'HTTP_NOT_FOUND', message: 'There is nothing at /nothing.' },
    });
  });

  test('a path that cannot be decoded', async () => {
    const answer = await start().app.inject('/%zz');
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'HTTP_BAD_REQUEST']);
  });

  test('a body that is no JSON, too large, or of another type', async () => {
    const { app } = start(own);
    const post = async (type: string, body: string) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/own',
        headers: { 'content-type': type },
        body,
      });
      return [answer.statusCode, answer.json().error.code];
    };
    expect(await post('application/json', '{')).toEqual([400, 'HTTP_BAD_REQUEST']);
    expect(await post('application/json', `"${'x'.repeat(70_000)}"`)).toEqual([413, 'HTTP_BODY_TOO_LARGE']);
    expect(await post('text/csv', 'a,b')).toEqual([415, 'HTTP_MEDIA_TYPE_UNSUPPORTED']);
  });

  test('an HttpError of a route is its answer', async () => {
    const answer = await start(own).app.inject('/own/missing');
    expect(answer.statusCode).toBe(404);
    expect(answer.json().error.message).toBe('There is no model for cheese.');
    expect(logged).toEqual([]);
  });

  test('what the server did wrong is logged and not told', async () => {
    const answer = await start(own).app.inject('/own/mind');
    expect(answer.statusCode).toBe(500);
    expect(answer.json().error.code).toBe('HTTP_INTERNAL');
    expect(answer.body).not.toMatch(/secret|\.ts/);
    expect(logged).toEqual([expect.stringMatching(/^GET \/own\/mind failed: TypeError: secret of mind\n/)]);
  });

  test('bytes that are no HTTP', async () => {
    const { url, close } = await listen(start().app, { port: 0 });
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
        socket.write('\x16\x03\x01 hello\r\n\r\n'),
      );
      socket.on('data', (bytes) => {
        text += bytes;
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*\r\n\r\n\{"error":\{"code":"HTTP_BAD_REQUEST",/);
    await close();
  });
});
