import {
  PUT_RETURN_CODE_NOT_PUT,
  type VersionedKeyValueStore,
  type VersionedRecord,
} from '../state/versioned/versionedKeyValueStore.ts';
import type { ProcessorArgs } from './caseFile.ts';
import { type Command, commands } from './commands.ts';
import { notSupported, text, type Value } from './functions.ts';
import type { GoldenProcessor } from './processors.ts';

type Store = VersionedKeyValueStore<Value, Value>;

/** Does to the versioned store what the record's value says, and forwards the answer as text. */
export function versionedCommands(_: ProcessorArgs, [name]: readonly string[]): GoldenProcessor {
  return commands<Store>(name, answer);
}

function answer(store: Store, { key, timestamp, command, parts: [first = ''] }: Command): string {
  switch (command) {
    case 'put':
      return validTo(store.put(key, first, timestamp));
    case 'putNull':
      return validTo(store.put(key, null, timestamp));
    case 'delete':
      return shown(store.delete(key, timestamp));
    case 'get':
      return shown(store.get(key));
    case 'getAsOf':
      return shown(store.get(key, Number(first)));
    default:
      return notSupported('command', command);
  }
}

/** Java has the least long for what was not put. */
function validTo(code: number): string {
  return `validTo=${code === PUT_RETURN_CODE_NOT_PUT ? '-9223372036854775808' : code}`;
}

function shown(record: VersionedRecord<Value> | null): string {
  return record === null ? 'null' : `${text(record.value)}@${record.timestamp}`;
}
