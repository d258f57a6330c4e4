import { join } from 'node:path';
import type { Files } from '../log/files.ts';
import { KafkaWireError } from '../protocol/errors.ts';

export interface AllocatedProducerId {
  producerId: bigint;
  producerEpoch: number;
}

/** Ids taken from the file at a time: so many may go unused when the broker stops. */
const blockSize = 1000n;

/**
 * Hands out producer ids, each once for the lifetime of the data folder. `producer-ids` holds the first id of the next
 * block as decimal text; it is written before an id of the block is given away.
 */
export class ProducerIds {
  readonly #path: string;
  readonly #files: Files;
  #next: bigint;
  #blockEnd: bigint;

  private constructor(path: string, files: Files, next: bigint) {
    this.#path = path;
    this.#files = files;
    this.#next = next;
    this.#blockEnd = next;
  }

  /** @throws Error when the file in `dir` is not one of ours: guessing could give an id twice */
  static open({ dir, files }: { dir: string; files: Files }): ProducerIds {
    const path = join(dir, 'producer-ids');
    const content = files.readWhole(path)?.toString() ?? '0';
    if (!/^\d+$/.test(content))
      throw new Error(`${path}: expected a whole number, got ${JSON.stringify(content.slice(0, 40))}`);
    return new ProducerIds(path, files, BigInt(content));
  }

  /** A producer id that was never given before, with epoch 0. @throws KafkaWireError KAFKA_STORAGE_ERROR */
  allocate(): AllocatedProducerId {
    if (this.#next === this.#blockEnd) this.#takeBlock();
    return { producerId: this.#next++, producerEpoch: 0 };
  }

  #takeBlock(): void {
    const end = this.#next + blockSize;
    try {
      this.#files.replace(this.#path, Buffer.from(`${end}`));
    } catch (error) {
      throw new KafkaWireError('KAFKA_STORAGE_ERROR', `${this.#path}: ${(error as Error).message}`);
    }
    this.#blockEnd = end;
  }
}
