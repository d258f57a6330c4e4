import { Reader } from 'protobufjs/minimal.js';
import { corruptModel } from './corruptModel.ts';

/** A field of a protobuf message as it stands in the bytes. */
export interface WireField {
  readonly number: number;
  /** Of a field with a length: its content; else the bytes of its value. */
  readonly value: Uint8Array;
  /** The whole field with its tag, to be copied as it is. */
  readonly raw: Uint8Array;
}

/**
 * The fields of a protobuf message, in order, without decoding what is in them.
 *
 * @throws ModelError MODEL_CORRUPT when the message is damaged or cut off
 */
export function* wireFields(message: Uint8Array): Generator<WireField> {
  const reader = new Reader(message);
  while (reader.pos < reader.len) yield nextField(reader, message);
}

function nextField(reader: Reader, message: Uint8Array): WireField {
  try {
    const start = reader.pos;
    const tag = reader.uint32();
    const type = tag & 7;
    // Groups, which no message of today has.
    if (type === 3 || type === 4) throw new Error('it has a group');
    let from = reader.pos;
    if (type === 2) {
      const length = reader.uint32();
      from = reader.pos;
      if (length > reader.len - from) throw new Error('it is cut off');
      reader.pos += length;
    } else reader.skipType(type);
    return {
      number: tag >>> 3,
      value: message.subarray(from, reader.pos),
      raw: message.subarray(start, reader.pos),
    };
  } catch (cause) {
    throw corruptModel('the protobuf message is damaged or cut off', cause);
  }
}

/** The content of the fields with this number. */
export function fieldsOf(message: Uint8Array, number: number): Uint8Array[] {
  return [...wireFields(message)].filter((field) => field.number === number).map(({ value }) => value);
}

/** The text of the last field with this number, "" without one. */
export function textOf(message: Uint8Array, number: number): string {
  const value = fieldsOf(message, number).at(-1);
  return value ? Buffer.from(value).toString() : '';
}
