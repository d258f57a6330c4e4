import { expect, it } from 'vitest';
import { Headers } from '../processor/headers.ts';
import { fromKafkaHeaders, toKafkaHeaders } from './headers.ts';

it('headers come back from kafkajs as they were, those without a value as empty ones', () => {
  const headers = Headers.none.with('a', '1').with('b', null).with('a', '2').with('__proto__', 'x');
  const sent = toKafkaHeaders(headers);
  expect(sent?.b).toEqual([Buffer.alloc(0)]);
  expect([...fromKafkaHeaders(sent)].map(({ name, value }) => [name, String(value)])).toEqual([
    ['a', '1'],
    ['a', '2'],
    ['b', ''],
    ['__proto__', 'x'],
  ]);
  expect(toKafkaHeaders(Headers.none)).toBeUndefined();
});
