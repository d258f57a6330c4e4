// Shorter byte strings are cheaper to copy than to hand to the socket as a piece of their own.
const copyBelow = 4096;

/** Writes Kafka's primitive types into a list of pieces; long byte strings become pieces themselves, uncopied. */
export class WireWriter {
  readonly #pieces: Buffer[] = [];
  #buffer = Buffer.allocUnsafe(512);
  #start = 0;
  #offset = 0;
  #length = 0;

  int8(value: number): void {
    const at = this.#reserve(1);
    this.#buffer.writeInt8(value, at);
  }

  int16(value: number): void {
    const at = this.#reserve(2);
    this.#buffer.writeInt16BE(value, at);
  }

  int32(value: number): void {
    const at = this.#reserve(4);
    this.#buffer.writeInt32BE(value, at);
  }

  int64(value: bigint): void {
    const at = this.#reserve(8);
    this.#buffer.writeBigInt64BE(value, at);
  }

  uuid(value: string): void {
    const at = this.#reserve(16);
    const written = this.#buffer.write(value.replaceAll('-', ''), at, 16, 'hex');
    if (written !== 16) throw new RangeError(`expected a uuid of 36 characters, got "${value}"`);
  }

  unsignedVarint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) this.#byte((rest & 0x7f) | 0x80);
    this.#byte(rest);
  }

  utf8(value: string, byteLength: number): void {
    const at = this.#reserve(byteLength);
    this.#buffer.write(value, at, 'utf8');
  }

  bytes(value: Buffer): void {
    if (value.length < copyBelow) {
      const at = this.#reserve(value.length);
      value.copy(this.#buffer, at);
      return;
    }
    this.#cut();
    this.#pieces.push(value);
    this.#length += value.length;
  }

  /** The length in front of a string, bytes or array; −1 stands for null. */
  length(form: 'short' | 'long' | 'compact', length: number): void {
    if (form === 'compact') this.unsignedVarint(length + 1);
    else if (form === 'long') this.int32(length);
    else if (length > 0x7fff) throw new RangeError(`a string of ${length} bytes; at most 32767 fit`);
    else this.int16(length);
  }

  /** Everything written so far, to be sent in this order; the writer is used up. */
  finish(): { pieces: Buffer[]; length: number } {
    this.#cut();
    return { pieces: this.#pieces, length: this.#length };
  }

  #byte(value: number): void {
    const at = this.#reserve(1);
    this.#buffer[at] = value;
  }

  /** Makes room, in a new buffer if need be: to be called before `#buffer` is touched. */
  #reserve(length: number): number {
    if (this.#offset + length > this.#buffer.length) {
      this.#cut();
      this.#buffer = Buffer.allocUnsafe(Math.max(length, 2 * this.#buffer.length));
      this.#start = 0;
      this.#offset = 0;
    }
    const at = this.#offset;
    this.#offset += length;
    return at;
  }

  #cut(): void {
    if (this.#offset > this.#start) this.#pieces.push(this.#buffer.subarray(this.#start, this.#offset));
    this.#length += this.#offset - this.#start;
    this.#start = this.#offset;
  }
}
