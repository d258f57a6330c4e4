import { ActorError } from '@kafka-tutorial/actors';
import type { ServedModelSnapshot } from '@kafka-tutorial/serving';

/** A model was put into service. */
export interface ModelEvent {
  /** What `Model.toBytes` gives. */
  readonly model: Uint8Array;
  /** As they were when the model began. */
  readonly statistics: ServedModelSnapshot;
  /** Offset of the last model taken, by partition of the models topic. */
  readonly positions: Readonly<Record<string, string>>;
}

// u8 version  u32 length of facts, big-endian  facts (JSON: the event without its model)  model.
// To change it, count `version` up and go on reading the versions before.
const version = 1;
const headLength = 5;

export function encodeModelEvent({ model, statistics, positions }: ModelEvent): Uint8Array {
  const facts = Buffer.from(JSON.stringify({ statistics, positions }));
  const head = Buffer.alloc(headLength);
  head.writeUInt8(version, 0);
  head.writeUInt32BE(facts.length, 1);
  return Buffer.concat([head, facts, model]);
}

/** @throws ActorError ACTOR_STATE_DAMAGED */
export function decodeModelEvent(event: Uint8Array): ModelEvent {
  const bytes = Buffer.from(event.buffer, event.byteOffset, event.byteLength);
  if (bytes.length < headLength || bytes[0] !== version) {
    throw new ActorError('ACTOR_STATE_DAMAGED', `a model event of version ${bytes[0]}; expected ${version}`);
  }
  const modelAt = headLength + bytes.readUInt32BE(1);
  try {
    const facts = JSON.parse(bytes.toString('utf8', headLength, modelAt)) as Omit<ModelEvent, 'model'>;
    return { ...facts, model: bytes.subarray(modelAt) };
  } catch (cause) {
    throw new ActorError('ACTOR_STATE_DAMAGED', 'a model event whose facts are not JSON', { cause });
  }
}
