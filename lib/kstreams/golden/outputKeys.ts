import type { Serde } from '../serdes/serde.ts';
import { Window, Windowed } from '../state/windowed.ts';
import type { BuiltTopology } from '../topology/processorTopology.ts';
import type { JsonRecord, OutputRecord } from './caseFile.ts';

/** Writes keys in windows, which a case shows as what they mean, as the topology's own sinks are to write them. */
export class OutputKeys {
  readonly #serdes: ReadonlyMap<string, Serde<unknown> | undefined>;

  constructor({ subtopologies }: BuiltTopology) {
    const nodes = subtopologies.flatMap((subtopology) => subtopology.nodes);
    const sinks = nodes.filter((node) => node.kind === 'sink');
    this.#serdes = new Map(sinks.map(({ topic, keySerde }) => [String(topic), keySerde]));
  }

  /** The record with bytes for its key. */
  encoded(record: OutputRecord): JsonRecord {
    const { key, topic } = record;
    if (key === null || typeof key !== 'object' || 'b64' in key) return { ...record, key };
    const windowed = new Windowed(key.key, new Window(key.start, key.end));
    const bytes = this.#serdes.get(topic)?.serialize(topic, windowed);
    return { ...record, key: { b64: bytes?.toString('base64') ?? '' } };
  }
}
