import { bigintSerde } from './bigintSerde.ts';
import { bytesSerde } from './bytesSerde.ts';
import { doubleSerde } from './doubleSerde.ts';
import { integerSerde } from './integerSerde.ts';
import { jsonSerde } from './jsonSerde.ts';
import { longSerde } from './longSerde.ts';
import { protobufSerde } from './protobufSerde.ts';
import { stringSerde } from './stringSerde.ts';
import { voidSerde } from './voidSerde.ts';

/** All serdes of the library. Those of Java's class of this name write the same bytes. */
export const Serdes = {
  /** UTF-8. */
  string: () => stringSerde,
  /** 32 bits, two's complement, big-endian: Java's Integer. */
  integer: () => integerSerde,
  /** 64 bits as a number: Java's Long as far as a number is exact, beyond that an error. */
  long: () => longSerde,
  /** 64 bits as a bigint: all of Java's Long. */
  bigint: () => bigintSerde,
  /** IEEE 754 with 64 bits, big-endian: Java's Double. */
  double: () => doubleSerde,
  /** Bytes as they are; not copied. */
  bytes: () => bytesSerde,
  /** Nothing: always null. */
  void: () => voidSerde,
  /** JSON text as UTF-8; the parsed value is passed through `check`. */
  json: jsonSerde,
  /** Messages of a codec made by protobufjs, or of the same shape. */
  protobuf: protobufSerde,
} as const;
