import { crc32 } from 'node:zlib';
import { ActorError } from '../errors.ts';

// A sealed record, all numbers big-endian:
//
//     "ACTR"  u8 version  u8 length of owner  owner (UTF-8)  u32 length of payload  payload  u32 CRC-32 of all before
//
// To change it, count `version` up and go on reading the versions before: state outlives the program that wrote it.
const magic = Buffer.from('ACTR');
const version = 1;
const fixedLength = magic.length + 2 + 4 + 4;
const longestOwner = 255;

/** Bytes that say whose they are and whether they are whole. */
export function seal(owner: string, payload: Uint8Array): Buffer {
  const name = Buffer.from(owner);
  if (name.length > longestOwner) throw new RangeError(`an owner of ${name.length} bytes; at most 255`);
  const record = Buffer.alloc(fixedLength + name.length + payload.length);
  let at = magic.copy(record);
  at = record.writeUInt8(version, at);
  at = record.writeUInt8(name.length, at);
  at += name.copy(record, at);
  at = record.writeUInt32BE(payload.length, at);
  record.set(payload, at);
  at += payload.length;
  record.writeUInt32BE(crc32(record.subarray(0, at)), at);
  return record;
}

/**
 * The payload of a sealed record.
 *
 * @throws ActorError ACTOR_STATE_DAMAGED when it is torn, changed, of another version, or another owner's
 */
export function unseal(owner: string, record: Buffer): Uint8Array {
  if (record.length < fixedLength || !record.subarray(0, magic.length).equals(magic)) {
    throw damaged('it does not begin as kept state does');
  }
  const foundVersion = record.readUInt8(magic.length);
  if (foundVersion !== version) throw damaged(`it has version ${foundVersion}; expected ${version}`);
  const nameLength = record.readUInt8(magic.length + 1);
  const lengthAt = magic.length + 2 + nameLength;
  if (record.length < fixedLength + nameLength) throw damaged(`it ends after ${record.length} bytes`);
  const expected = fixedLength + nameLength + record.readUInt32BE(lengthAt);
  if (record.length !== expected) throw damaged(`it has ${record.length} bytes; expected ${expected}`);
  const crcAt = record.length - 4;
  if (crc32(record.subarray(0, crcAt)) !== record.readUInt32BE(crcAt)) throw damaged('its checksum is wrong');
  const foundOwner = record.toString('utf8', magic.length + 2, lengthAt);
  if (foundOwner !== owner) throw damaged(`it belongs to ${foundOwner}; expected ${owner}`);
  return record.subarray(lengthAt + 4, crcAt);
}

function damaged(why: string): ActorError {
  return new ActorError('ACTOR_STATE_DAMAGED', why);
}
