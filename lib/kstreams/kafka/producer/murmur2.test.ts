import { describe, expect, it } from 'vitest';
import { javaHashes } from '../records/javaRecords.testing.ts';
import { murmur2, partitionOfKey } from './murmur2.ts';

describe('murmur2', () => {
  it('hashes as Java does', () => {
    expect(javaHashes.length).toBe(40);
    expect(javaHashes.map(({ key }) => murmur2(key))).toEqual(javaHashes.map(({ murmur2: hash }) => hash));
  });

  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['0', 971027396],
  ])('hashes %s to the value in the tests of Apache Kafka', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('chooses a partition also where the hash is negative', () => {
    expect(partitionOfKey(Buffer.from('21'), 10)).toBe((-973932308 & 0x7fffffff) % 10);
  });
});
