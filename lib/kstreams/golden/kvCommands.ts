import type { KeyValueStore } from '../state/keyValueStore.ts';
import type { ProcessorArgs } from './caseFile.ts';
import { type Command, commands, list } from './commands.ts';
import { notSupported, text, type Value } from './functions.ts';
import type { GoldenProcessor } from './processors.ts';

type Store = KeyValueStore<Value, Value>;

/** Does to the store what the record's value says, and forwards the answer as text. */
export function kvCommands(_: ProcessorArgs, [name]: readonly string[]): GoldenProcessor {
  return commands<Store>(name, answer);
}

function answer(store: Store, { key, command, parts: [first = '', second = ''] }: Command): string {
  switch (command) {
    case 'put':
      store.put(key, first);
      return 'ok';
    case 'putNull':
      store.put(key, null);
      return 'ok';
    case 'putIfAbsent':
      return text(store.putIfAbsent(key, first));
    case 'delete':
      return text(store.delete(key));
    case 'get':
      return text(store.get(key));
    case 'range':
      return list(store.range(first || null, second || null));
    case 'reverseRange':
      return list(store.reverseRange(first || null, second || null));
    case 'all':
      return list(store.all());
    case 'reverseAll':
      return list(store.reverseAll());
    case 'prefix':
      return list(store.prefixScan(Buffer.from(first)));
    case 'count':
      return `n${store.approximateNumEntries()}`;
    default:
      return notSupported('command', command);
  }
}
