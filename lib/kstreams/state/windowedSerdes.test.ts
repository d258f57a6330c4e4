import { expect, it } from 'vitest';
import { Serdes } from '../serdes/serdes.ts';
import { Window, Windowed } from './windowed.ts';
import { WindowedSerdes } from './windowedSerdes.ts';

const windowed = new Windowed('ab', new Window(0x102, 0x112));

it('writes a key and the start of its window, and takes the end from the size', () => {
  const serde = WindowedSerdes.timeWindowedSerdeFrom(Serdes.string(), 0x10);
  const bytes = serde.serialize('t', windowed);
  expect(bytes?.toString('hex')).toBe('61620000000000000102');
  expect(serde.deserialize('t', bytes)).toEqual(windowed);
});

it('writes a key, and the end and start of its session', () => {
  const serde = WindowedSerdes.sessionWindowedSerdeFrom(Serdes.string());
  const bytes = serde.serialize('t', windowed);
  expect(bytes?.toString('hex')).toBe('616200000000000001120000000000000102');
  expect(serde.deserialize('t', bytes)).toEqual(windowed);
});

it('leaves null as it is, and refuses bytes that are too short', () => {
  const serde = WindowedSerdes.sessionWindowedSerdeFrom(Serdes.string());
  expect([serde.serialize('t', null), serde.deserialize('t', null)]).toEqual([null, null]);
  const failed = expect.objectContaining({ code: 'DESERIALIZATION_FAILED' });
  expect(() => serde.deserialize('t', Buffer.alloc(15))).toThrow(failed);
});

it('shows itself as Java does', () => {
  expect(String(windowed)).toBe('[ab@258/274]');
});
