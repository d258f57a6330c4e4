import { ScoredRecord } from '@kafka-tutorial/proto';
import { expect, it } from 'vitest';
import { AlertBook } from './alertBook.ts';

const scored = (properties: { dataType?: string; number?: number; label?: string; eventTime?: number }) =>
  new ScoredRecord({
    ...{ dataType: 'wine', modelName: 'tree', topic: 'models_data', partition: 1, offset: 42, eventTime: 0 },
    ...properties,
  });

it('tells of wines that are good enough, and of nothing else', () => {
  const book = new AlertBook(7, () => 1000);
  expect(book.take(scored({ number: 7 }))).toEqual({
    ...{ quality: 7, model: 'tree', record: 'models_data-1@42', time: 1000 },
  });
  expect(book.take(scored({ number: 6.9 }))).toBeUndefined();
  expect(book.take(scored({ label: 'Adelie', dataType: 'penguins' }))).toBeUndefined();
  expect(book.take(scored({ number: 9, dataType: 'penguins' }))).toBeUndefined();
  expect(book.summary()).toMatchObject({ results: 4, alerts: 1, latest: [{ quality: 7 }] });
});

it('keeps the latest twenty, and the latencies of the last thousand', () => {
  let now = 0;
  const book = new AlertBook(1, () => now);
  for (; now < 2000; now++) book.take(scored({ number: now, eventTime: now < 1000 ? 0 : now - 5 }));
  const { latest, latencyMs, alerts } = book.summary();
  expect(latest.map(({ quality }) => quality)).toEqual(Array.from({ length: 20 }, (_, i) => 1999 - i));
  expect(alerts).toBe(1999);
  expect(latencyMs).toEqual({ p50: 5, p99: 5 });
});
