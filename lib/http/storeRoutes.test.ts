import type { Answer, StoreQueries } from '@kafka-tutorial/serving';
import { silentLogger } from '@kafka-tutorial/util';
import { afterEach, expect, it } from 'vitest';
import { buildHttpApp } from './httpApp.ts';
import { addStoreRoutes } from './storeRoutes.ts';
import { fakeServerView } from './testing.ts';

const asked: string[] = [];
const note = (text: string): Answer => {
  asked.push(text);
  return text.includes('beer')
    ? { status: 404, body: { error: { code: 'HTTP_NOT_FOUND', message: 'no beer' } } }
    : { status: 200, body: { text } };
};
const queries: StoreQueries = {
  value: async (dataType) => note(`value ${dataType}`),
  instances: (store) => note(`instances ${store}`),
  answer: async (path) => note(`answer ${path}`),
};
const app = buildHttpApp({
  ...{ view: fakeServerView(), logger: silentLogger },
  routes: (app) => addStoreRoutes(app, queries),
});
afterEach(() => void asked.splice(0));

it.each([
  ['/state/value', 'value undefined'],
  ['/state/value?dataType=wine', 'value wine'],
  ['/state/instances', 'instances undefined'],
  ['/state/instances/models%20of%20mine', 'instances models of mine'],
  ['/stores/models/key/a%2Fb?scope=local', 'answer /models/key/a%2Fb?scope=local'],
])('%s asks for %s', async (path, expected) => {
  const answer = await app.inject(path);
  expect([answer.statusCode, answer.json()]).toEqual([200, { text: expected }]);
  expect(answer.headers['cache-control']).toBe('no-store');
});

it('passes on what is not found', async () => {
  const answer = await app.inject('/state/value?dataType=beer');
  expect([answer.statusCode, answer.json()]).toEqual([
    404,
    { error: { code: 'HTTP_NOT_FOUND', message: 'no beer' } },
  ]);
});

it('refuses two data types, and other methods', async () => {
  expect((await app.inject('/state/value?dataType=wine&dataType=beer')).statusCode).toBe(400);
  expect((await app.inject({ method: 'POST', url: '/state/instances' })).statusCode).toBe(405);
  expect(asked).toEqual([]);
});
