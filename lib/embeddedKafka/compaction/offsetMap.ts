import { createHash } from 'node:crypto';

/** Longer keys are remembered by their hash. */
const longestKey = 32;

/** The offset of the latest record of each key, for a bounded number of keys. */
export class OffsetMap {
  readonly #offsets = new Map<string, bigint>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** False, and nothing is remembered, when the key is new and the map is full. */
  put(key: Buffer, offset: bigint): boolean {
    const name = nameOf(key);
    if (this.#offsets.size >= this.#capacity && !this.#offsets.has(name)) return false;
    this.#offsets.set(name, offset);
    return true;
  }

  get(key: Buffer): bigint | undefined {
    return this.#offsets.get(nameOf(key));
  }
}

function nameOf(key: Buffer): string {
  if (key.length <= longestKey) return key.toString('latin1');
  // The letter in front tells a hash from a key.
  return `#${createHash('sha256').update(key).digest('base64')}`;
}
