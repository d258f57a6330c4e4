const c1 = 0x87c37b91114253d5n;
const c2 = 0x4cf5ad432745937fn;
const seed = 104_729n;

/**
 * MurmurHash3 for x64 with 128 bits, with Kafka Streams' seed, as 16 bytes: two longs, big-endian. What two peers hash
 * must be equal, so it follows Java's Murmur3 to the bit.
 */
export function murmur3Hash128(data: Buffer): Buffer {
  let [h1, h2] = [seed, seed];
  const blocks = Math.floor(data.length / 16);
  for (let i = 0; i < blocks; i++) {
    h1 ^= mixed1(data.readBigUInt64LE(i * 16));
    h1 = word(word(rotated(h1, 27n) + h2) * 5n + 0x52dce729n);
    h2 ^= mixed2(data.readBigUInt64LE(i * 16 + 8));
    h2 = word(word(rotated(h2, 31n) + h1) * 5n + 0x38495ab5n);
  }
  const tail = Buffer.alloc(16);
  data.copy(tail, 0, blocks * 16);
  h1 ^= mixed1(tail.readBigUInt64LE(0));
  h2 ^= mixed2(tail.readBigUInt64LE(8));

  h1 ^= BigInt(data.length);
  h2 ^= BigInt(data.length);
  h1 = word(h1 + h2);
  h2 = word(h2 + h1);
  h1 = finished(h1);
  h2 = finished(h2);
  h1 = word(h1 + h2);
  h2 = word(h2 + h1);
  const bytes = Buffer.allocUnsafe(16);
  bytes.writeBigUInt64BE(h1, 0);
  bytes.writeBigUInt64BE(h2, 8);
  return bytes;
}

function mixed1(k: bigint): bigint {
  return word(rotated(word(k * c1), 31n) * c2);
}

function mixed2(k: bigint): bigint {
  return word(rotated(word(k * c2), 33n) * c1);
}

function finished(h: bigint): bigint {
  let k = h ^ (h >> 33n);
  k = word(k * 0xff51afd7ed558ccdn);
  k ^= k >> 33n;
  k = word(k * 0xc4ceb9fe1a85ec53n);
  return k ^ (k >> 33n);
}

function rotated(value: bigint, by: bigint): bigint {
  return word((value << by) | (value >> (64n - by)));
}

function word(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}
