import type { KeyValueIterator, KeyValueStore } from '../state/keyValueStore.ts';
import type { ProcessorArgs } from './caseFile.ts';
import { notSupported, text, type Value } from './functions.ts';
import type { GoldenProcessor } from './processors.ts';
import { withStore } from './storingProcessors.ts';

type Store = KeyValueStore<Value, Value>;

/** Does to the store what the record's value says, and forwards the answer as text. */
export function kvCommands(_: ProcessorArgs, [name]: readonly string[]): GoldenProcessor {
  return withStore<Store>(name, (record, store, context) => {
    const [command = '', ...parts] = text(record.value).split(':');
    context.forward(record.withValue<Value>(answer(store, record.key, command, parts)));
  });
}

function answer(store: Store, key: Value, command: string, [first = '', second = '']: string[]): string {
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

function list(entries: KeyValueIterator<Value, Value>): string {
  return `[${[...entries].map(({ key, value }) => `${text(key)}=${text(value)}`).join(' ')}]`;
}
