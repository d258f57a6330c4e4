import { expect, it } from 'vitest';
import { murmur3Hash128 } from './murmur3.ts';

// Printed by Murmur3.hash128 of Java's Kafka Streams 4.1.1.
it.each([
  ['p4|v1', '8b8e6cb1e59c3b39b97eb1fa6a0b3cbd'],
  ['p4|v2', '294814e825ab9adf6e280269d1d72a19'],
  ['', '9d2764a018e329428c3cf3b035938518'],
  ['a', '3361634e7e0f5188e9c7dda24eae326b'],
  ['0123456789abcdef', '1a6e941ec6a76967d7d82808f505d6b1'],
  ['0123456789abcdefX', 'c31e5ea436db745dd00872afcf95362c'],
  ['The quick brown fox jumps over the lazy dog, twice.', '7542dc00b5a4004333b7ab458c735609'],
])('hashes "%s" as Java does', (text, hash) => {
  expect(murmur3Hash128(Buffer.from(text)).toString('hex')).toBe(hash);
});
