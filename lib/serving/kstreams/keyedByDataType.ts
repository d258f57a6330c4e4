import {
  type KStream,
  Named,
  type Processor,
  type ProcessorContext,
  type Record,
  Repartitioned,
  Serdes,
} from '@kafka-tutorial/kstreams';
import { partitions } from '../configuration.ts';
import type { KeyOf } from './dataTypeKeys.ts';
import { underKey } from './origin.ts';

const bytes = Serdes.bytes();

/** A stream of records as they are in Kafka. */
export type BytesStream = KStream<Buffer | null, Buffer | null>;

/**
 * The stream with each record in the partition of its data type, where the model is. Only those that came under another
 * key, or none, take the way through a repartition topic.
 *
 * @param name stands before the names of the nodes and in that of the topic
 */
export function keyedByDataType(stream: BytesStream, name: string, keyOf: KeyOf): BytesStream {
  const rekeyed = stream
    .process({ get: () => new Rekey(keyOf) }, Named.as(`${name}-rekey`))
    .repartition(
      Repartitioned.with(bytes, bytes).withName(`${name}-rekeyed`).withNumberOfPartitions(partitions),
    );
  return stream
    .filter((key, value) => keyOf(key, value) === undefined, Named.as(`${name}-keyed`))
    .merge(rekeyed, Named.as(`${name}-merge`));
}

/** Passes on the records that came under another key than they should have, under that key. */
class Rekey implements Processor<Buffer, Buffer, Buffer, Buffer> {
  readonly #keyOf: KeyOf;
  #context!: ProcessorContext<Buffer, Buffer>;

  constructor(keyOf: KeyOf) {
    this.#keyOf = keyOf;
  }

  init(context: ProcessorContext<Buffer, Buffer>) {
    this.#context = context;
  }

  process(record: Record<Buffer, Buffer>) {
    const key = this.#keyOf(record.key, record.value);
    if (key !== undefined) return this.#context.forward(underKey(record, key, this.#context));
  }
}
