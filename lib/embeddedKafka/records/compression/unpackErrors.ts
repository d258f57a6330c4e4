import { KafkaWireError } from '../../protocol/errors.ts';

export function corrupt(codec: string, what: string): KafkaWireError {
  return new KafkaWireError('CORRUPT_MESSAGE', `the records cannot be unpacked: ${what} (${codec})`);
}

export function tooLong(codec: string, maxBytes: number): KafkaWireError {
  return corrupt(codec, `more than ${maxBytes} bytes`);
}
