import { expect, it } from 'vitest';
import { localQueryPath, parseQueryPath } from './storeQuery.ts';

it.each([
  ['/counts/key/to', { kind: 'key', key: 'to' }],
  ['/counts/key/a%2Fb%20c', { kind: 'key', key: 'a/b c' }],
  ['/counts/all', { kind: 'range', from: null, to: null, limit: 1000 }],
  ['/counts/range?from=a&limit=5', { kind: 'range', from: 'a', to: null, limit: 5 }],
  ['/counts/count', { kind: 'count' }],
])('reads %s', (path, query) => {
  expect(parseQueryPath(path)).toEqual({ storeName: 'counts', query, isLocal: false });
});

it.each([
  { kind: 'key', key: 'ä/?&#%' } as const,
  { kind: 'range', from: '', to: 'z&limit=1', limit: 7 } as const,
  { kind: 'range', from: null, to: null, limit: 1 } as const,
  { kind: 'count' } as const,
])('writes for another instance what that one reads: %j', (query) => {
  expect(parseQueryPath(localQueryPath('my-store', query))).toEqual({
    storeName: 'my-store',
    query,
    isLocal: true,
  });
});

it.each([
  '/counts',
  '/',
  '/counts/key',
  '/counts/key/a/b',
  '/counts/all/of',
  '/counts/all?limit=0',
  '/counts/key/%',
])('refuses %s', (path) => {
  expect(() => parseQueryPath(path)).toThrow(expect.objectContaining({ code: 'QUERY_INVALID' }));
});
