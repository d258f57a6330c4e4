import type { Files } from '../log/files.ts';

export interface AllocatedProducerId {
  producerId: bigint;
  producerEpoch: number;
}

/** Hands out producer ids, each once for the lifetime of the data folder. */
export class ProducerIds {
  static open(_options: { dir: string; files: Files }): ProducerIds {
    throw new Error('unfinished');
  }

  /** A producer id that was never given before, with epoch 0. */
  allocate(): AllocatedProducerId {
    throw new Error('unfinished');
  }
}
