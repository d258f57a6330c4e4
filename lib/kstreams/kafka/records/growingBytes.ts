/** Bytes that are written one after the other into a buffer that grows; the numbers as records have them, zigzag varints. */
export class GrowingBytes {
  bytes: Buffer;
  /** Where the next byte goes. */
  end: number;

  /** @param start bytes at the beginning that are left for later */
  constructor(capacity: number, start: number) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(capacity, start));
    this.end = start;
  }

  /** Makes room; each write below must have been provided for. */
  reserve(length: number): void {
    const needed = this.end + length;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length));
    larger.set(this.bytes.subarray(0, this.end));
    this.bytes = larger;
  }

  byte(value: number): void {
    this.bytes[this.end++] = value;
  }

  /** A signed number of 32 bits. */
  varint(value: number): void {
    this.#unsigned((value << 1) ^ (value >> 31));
  }

  /** A signed number that is a safe integer. */
  varlong(value: number): void {
    if (isInt32(value)) {
      this.varint(value);
      return;
    }
    let rest = zigzag(value);
    for (; rest >= 0x80n; rest >>= 7n) this.byte(Number(rest & 0x7fn) | 0x80);
    this.byte(Number(rest));
  }

  /** Length, then the bytes; null has the length −1. */
  prefixed(value: Uint8Array | null): void {
    if (value === null) {
      this.varint(-1);
      return;
    }
    this.varint(value.length);
    this.bytes.set(value, this.end);
    this.end += value.length;
  }

  #unsigned(value: number): void {
    let rest = value;
    while ((rest & ~0x7f) !== 0) {
      this.bytes[this.end++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.end++] = rest;
  }
}

/** How many bytes {@link GrowingBytes.varint} writes. */
export function varintBytes(value: number): number {
  const bits = 32 - Math.clz32((value << 1) ^ (value >> 31));
  return bits === 0 ? 1 : Math.ceil(bits / 7);
}

/** How many bytes {@link GrowingBytes.varlong} writes. */
export function varlongBytes(value: number): number {
  return isInt32(value) ? varintBytes(value) : Math.ceil(zigzag(value).toString(2).length / 7);
}

/** How many bytes {@link GrowingBytes.prefixed} writes. */
export function prefixedBytes(value: Uint8Array | null): number {
  return value === null ? 1 : varintBytes(value.length) + value.length;
}

function isInt32(value: number): boolean {
  return (value | 0) === value;
}

function zigzag(value: number): bigint {
  const signed = BigInt(value);
  return BigInt.asUintN(64, (signed << 1n) ^ (signed >> 63n));
}
