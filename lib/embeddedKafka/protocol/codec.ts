import { EmbeddedKafkaError } from '../errors.ts';
import type { Decoded, Encodable, Field, Fields, WireType } from './types.ts';
import { malformed, type WireReader } from './wireReader.ts';
import type { WireWriter } from './wireWriter.ts';

/** How one version of a message is laid out. */
export interface Layout {
  readonly version: number;
  /** Lengths as variable-length numbers, and a section of tagged fields at the end of every struct. */
  readonly flexible: boolean;
}

/**
 * Reads a message by its table.
 *
 * @throws EmbeddedKafkaError REQUEST_MALFORMED with the path of the field, as in `topics[2].name`
 */
export function decode<F extends Fields>(fields: F, reader: WireReader, layout: Layout): Decoded<F> {
  try {
    return readStruct(fields, reader, layout) as Decoded<F>;
  } catch (error) {
    if (error instanceof LocatedError && error.cause instanceof EmbeddedKafkaError) {
      throw new EmbeddedKafkaError(error.cause.code, `${error.path}: ${error.cause.message}`);
    }
    throw error;
  }
}

/** Writes a message by its table; fields that the version does not have are left out. */
export function encode<F extends Fields>(
  fields: F,
  value: Encodable<F>,
  writer: WireWriter,
  layout: Layout,
): void {
  writeStruct(fields, value, writer, layout);
}

function readStruct(fields: Fields, reader: WireReader, layout: Layout): Record<string, unknown> {
  const struct: Record<string, unknown> = {};
  for (const name in fields) {
    const field = fields[name] as Field;
    if (!isPresent(field, layout.version)) {
      struct[name] = field.otherwise;
      continue;
    }
    try {
      const value = readValue(field.type, reader, layout);
      if (value === null && layout.version < field.nullableSince) throw malformed('null is not allowed');
      struct[name] = value;
    } catch (error) {
      throw locate(error, name);
    }
  }
  if (layout.flexible) reader.skipTaggedFields();
  return struct;
}

function readValue(type: WireType, reader: WireReader, layout: Layout): unknown {
  if (typeof type === 'object') {
    return 'struct' in type
      ? readStruct(type.struct, reader, layout)
      : readArray(type.arrayOf, reader, layout);
  }
  switch (type) {
    case 'bool':
      return reader.int8() !== 0;
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'uuid':
      return reader[type]();
    case 'string': {
      const length = reader.length(layout.flexible ? 'compact' : 'short');
      return length < 0 ? null : reader.utf8(length);
    }
    case 'bytes':
    case 'records': {
      const length = reader.length(layout.flexible ? 'compact' : 'long');
      return length < 0 ? null : reader.bytes(length);
    }
  }
}

function readArray(of: WireType, reader: WireReader, layout: Layout): unknown[] | null {
  const length = reader.arrayLength(layout.flexible);
  if (length < 0) return null;
  const array: unknown[] = [];
  for (let i = 0; i < length; i++) {
    try {
      const element = readValue(of, reader, layout);
      if (element === null) throw malformed('null is not allowed');
      array.push(element);
    } catch (error) {
      throw locate(error, `[${i}]`);
    }
  }
  return array;
}

function writeStruct(fields: Fields, struct: object, writer: WireWriter, layout: Layout): void {
  for (const name in fields) {
    const field = fields[name] as Field;
    if (!isPresent(field, layout.version)) continue;
    const value = (struct as Record<string, unknown>)[name] ?? field.otherwise;
    if (value === null) writeNull(name, field, writer, layout);
    else writeValue(field.type, value, writer, layout);
  }
  if (layout.flexible) writer.unsignedVarint(0);
}

function writeNull(name: string, field: Field, writer: WireWriter, layout: Layout): void {
  if (layout.version < field.nullableSince) {
    throw new RangeError(`${name} is null; version ${layout.version} needs a value`);
  }
  writer.length(lengthForm(field.type, layout), -1);
}

function writeValue(type: WireType, value: unknown, writer: WireWriter, layout: Layout): void {
  if (typeof type === 'object') {
    if ('struct' in type) writeStruct(type.struct, value as object, writer, layout);
    else writeArray(type.arrayOf, value as readonly unknown[], writer, layout);
    return;
  }
  switch (type) {
    case 'bool':
      writer.int8(value ? 1 : 0);
      break;
    case 'int8':
    case 'int16':
    case 'int32':
      writer[type](value as number);
      break;
    case 'int64':
      writer.int64(value as bigint);
      break;
    case 'uuid':
      writer.uuid(value as string);
      break;
    case 'string': {
      const byteLength = Buffer.byteLength(value as string);
      writer.length(lengthForm(type, layout), byteLength);
      writer.utf8(value as string, byteLength);
      break;
    }
    case 'bytes':
    case 'records':
      writer.length(lengthForm(type, layout), (value as Buffer).length);
      writer.bytes(value as Buffer);
  }
}

function writeArray(of: WireType, array: readonly unknown[], writer: WireWriter, layout: Layout): void {
  writer.length(layout.flexible ? 'compact' : 'long', array.length);
  for (const element of array) writeValue(of, element, writer, layout);
}

function lengthForm(type: WireType, layout: Layout): 'short' | 'long' | 'compact' {
  if (layout.flexible) return 'compact';
  return type === 'string' ? 'short' : 'long';
}

function isPresent(field: Field, version: number): boolean {
  return version >= field.since && version <= field.until;
}

/** An error on its way out of the message, collecting where it happened. */
class LocatedError extends Error {
  path: string;

  constructor(path: string, cause: unknown) {
    super('', { cause });
    this.path = path;
  }
}

function locate(error: unknown, step: string): LocatedError {
  if (!(error instanceof LocatedError)) return new LocatedError(step, error);
  error.path = error.path.startsWith('[') ? step + error.path : `${step}.${error.path}`;
  return error;
}
