import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHttpLocation } from './httpLocation.ts';

let allowed: Server;
let other: Server;
let hosts: string[];

const routes: Record<string, RequestListener> = {
  '/tree.pmml': (_, answer) => answer.end('tree'),
  '/moved': (_, answer) => answer.writeHead(302, { location: '/tree.pmml' }).end(),
  '/away': (_, answer) => answer.writeHead(307, { location: `http://${hostOf(other)}/secret` }).end(),
  '/to-file': (_, answer) => answer.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/circle': (_, answer) => answer.writeHead(302, { location: '/circle' }).end(),
  '/large': (_, answer) => answer.end(Buffer.alloc(1_001)),
  '/grows': (_, answer) =>
    answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(100_000))),
  '/slow': (_, answer) => void answer.writeHead(200).write('t'),
  '/cut': (request) => request.socket.destroy(),
};

beforeAll(async () => {
  allowed = await listen((request, answer) => {
    const route = routes[request.url ?? ''];
    if (route) route(request, answer);
    else answer.writeHead(404).end();
  });
  other = await listen((_, answer) => answer.end('secret'));
  hosts = [hostOf(allowed)];
});

afterAll(() => {
  for (const server of [allowed, other]) {
    server.closeAllConnections();
    server.close();
  }
});

function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function hostOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const read = (url: string, timeoutMs = 10_000) =>
  readHttpLocation(url, { hosts, maxBytes: 1_000, timeoutMs });

describe('a location of http', () => {
  it('is read, also where it has moved to on an allowed host', async () => {
    for (const path of ['/tree.pmml', '/moved']) {
      expect(Buffer.from(await read(`http://${hosts[0]}${path}`)).toString()).toBe('tree');
    }
  });

  it.each<[string, string, () => string]>([
    [
      'on another host',
      'is not a host that may be asked; expected 127.0.0.1',
      () => `http://${hostOf(other)}/secret`,
    ],
    ['on another port', 'is not a host that may be asked', () => 'http://127.0.0.1/secret'],
    ['that leads to another host', 'is not a host that may be asked', () => `http://${hosts[0]}/away`],
    ['that leads to a file', 'it leads to file', () => `http://${hosts[0]}/to-file`],
    ['that leads in a circle', 'it leads on more than 5 times', () => `http://${hosts[0]}/circle`],
    ['that is not there', 'answers with status 404', () => `http://${hosts[0]}/nothing`],
    ['with a user name', 'it carries a user name', () => `http://admin@${hosts[0]}/tree.pmml`],
    ['that is no URL', 'it is no URL', () => 'http://'],
    ['that breaks off', 'it cannot be read', () => `http://${hosts[0]}/cut`],
  ])('is refused by name: one %s', async (_, why, url) => {
    const error = await read(url()).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'MODEL_LOCATION_REFUSED', message: expect.stringContaining(why) });
    expect((error as Error).message).toContain(JSON.stringify(url()));
  });

  it('is refused when it takes too long', async () => {
    await expect(read(`http://${hosts[0]}/slow`, 100)).rejects.toMatchObject({
      code: 'MODEL_LOCATION_REFUSED',
      message: expect.stringContaining('it takes too long'),
    });
  });

  it.each(['/large', '/grows'])('is refused when it has more bytes than it may: %s', async (path) => {
    await expect(read(`http://${hosts[0]}${path}`)).rejects.toMatchObject({ code: 'MODEL_TOO_LARGE' });
  });

  it('is refused where no hosts are known', async () => {
    const none = readHttpLocation('http://models.example/m', { hosts: [], maxBytes: 9, timeoutMs: 9 });
    await expect(none).rejects.toThrow('this server asks no hosts');
  });
});
