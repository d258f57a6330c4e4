import type { FeatureRecord } from '@kafka-tutorial/model';

const bits = new DataView(new ArrayBuffer(8));

/**
 * A number from 0 to below 1 that stays the same for the same record (FNV-1a over its values, in the order of their
 * fields). Records of this workspace have their data type for key, which would send all of them the same way.
 */
export function recordHash(record: FeatureRecord): number {
  let hash = 0x811c9dc5;
  const mix = (value: number) => {
    hash = Math.imul(hash ^ (value & 0xff), 0x01000193);
    hash = Math.imul(hash ^ ((value >>> 8) & 0xff), 0x01000193);
    hash = Math.imul(hash ^ ((value >>> 16) & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (value >>> 24), 0x01000193);
  };
  for (const field in record) {
    const value = record[field];
    if (typeof value === 'number') {
      bits.setFloat64(0, value);
      mix(bits.getUint32(0));
      mix(bits.getUint32(4));
    } else if (typeof value === 'string') for (let i = 0; i < value.length; i++) mix(value.charCodeAt(i));
  }
  // FNV's low bits are good, its high ones not; this spreads them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
