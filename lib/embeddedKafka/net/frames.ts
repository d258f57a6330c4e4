import { EmbeddedKafkaError } from '../errors.ts';

const sizeBytes = 4;
/** Kafka's socket.request.max.bytes. */
const maxRequestBytes = 100 * 1024 * 1024;

/** Cuts a stream of bytes into requests: each is preceded by its length in four bytes. Holds only what has arrived. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #length = 0;

  /** Bytes of requests that are not whole yet, or not asked for. */
  get length(): number {
    return this.#length;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /**
   * The next request without its length, or undefined until all of it is there.
   *
   * @throws EmbeddedKafkaError REQUEST_TOO_LARGE for a length of a negative number or more than 100 MiB: no Kafka client
   */
  next(): Buffer | undefined {
    if (this.#length < sizeBytes) return undefined;
    const size = this.#peekSize();
    if (size < 0 || size > maxRequestBytes) {
      throw new EmbeddedKafkaError(
        'REQUEST_TOO_LARGE',
        `a request of ${size} bytes; expected 0 to ${maxRequestBytes}`,
        { hint: 'Is it a Kafka client, without TLS?' },
      );
    }
    if (this.#length < sizeBytes + size) return undefined;
    const all = this.#joined();
    const rest = all.subarray(sizeBytes + size);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return all.subarray(sizeBytes, sizeBytes + size);
  }

  #peekSize(): number {
    const first = this.#chunks[0] as Buffer;
    return (first.length >= sizeBytes ? first : this.#joined()).readInt32BE(0);
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#length)];
    return this.#chunks[0] as Buffer;
  }
}
