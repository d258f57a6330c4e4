import type { WindowStore } from '../state/windowStore.ts';
import type { ProcessorArgs } from './caseFile.ts';
import { type Command, commands, list } from './commands.ts';
import { notSupported, text, type Value } from './functions.ts';
import type { GoldenProcessor } from './processors.ts';

type Store = WindowStore<Value, Value>;

/** Does to the window store what the record's value says, and forwards the answer as text. */
export function windowCommands(_: ProcessorArgs, [name]: readonly string[]): GoldenProcessor {
  return commands<Store>(name, answer);
}

function answer(store: Store, { key, timestamp, command, parts }: Command): string {
  const [first = '', second = '', third = '', fourth = ''] = parts;
  const [from, to] = [Number(first), Number(second)];
  switch (command) {
    case 'put':
      store.put(key, first, timestamp);
      return 'ok';
    case 'putNull':
      store.put(key, null, from);
      return 'ok';
    case 'get':
      return text(store.fetch(key, from));
    case 'fetch':
      return list(store.fetch(key, from, to));
    case 'backwardFetch':
      return list(store.backwardFetch(key, from, to));
    case 'fetchRange':
      return list(store.fetch(third || null, fourth || null, from, to));
    case 'fetchAll':
      return list(store.fetchAll(from, to));
    case 'backwardFetchAll':
      return list(store.backwardFetchAll(from, to));
    case 'all':
      return list(store.all());
    case 'backwardAll':
      return list(store.backwardAll());
    default:
      return notSupported('command', command);
  }
}
