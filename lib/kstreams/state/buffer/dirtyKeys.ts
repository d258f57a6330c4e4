/**
 * Keys that are to be written to a changelog, in the order of a Java HashSet of them: the changelog of a buffer then
 * equals Java's record by record.
 */
export class DirtyKeys {
  /** By their bytes as characters. */
  readonly #keys = new Map<string, Buffer>();
  /** As in Java the set keeps its size when it is emptied. */
  #buckets = 16;

  add(key: Buffer): void {
    this.#keys.set(key.toString('latin1'), key);
    while (this.#keys.size > this.#buckets * 0.75) this.#buckets *= 2;
  }

  /** All keys; there are none afterwards. */
  take(): Buffer[] {
    const keys = [...this.#keys.values()].map((key) => ({ key, bucket: this.#bucketOf(key) }));
    this.#keys.clear();
    return keys.sort((a, b) => a.bucket - b.bucket).map(({ key }) => key);
  }

  clear(): void {
    this.#keys.clear();
  }

  #bucketOf(key: Buffer): number {
    let hash = 1;
    for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.readInt8(i)) | 0;
    return (hash ^ (hash >>> 16)) & (this.#buckets - 1);
  }
}
