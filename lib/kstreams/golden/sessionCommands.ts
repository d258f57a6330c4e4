import type { SessionStore } from '../state/sessionStore.ts';
import { Window, Windowed } from '../state/windowed.ts';
import type { ProcessorArgs } from './caseFile.ts';
import { type Command, commands, list } from './commands.ts';
import { notSupported, text, type Value } from './functions.ts';
import type { GoldenProcessor } from './processors.ts';

type Store = SessionStore<Value, Value>;

/** Does to the session store what the record's value says, and forwards the answer as text. */
export function sessionCommands(_: ProcessorArgs, [name]: readonly string[]): GoldenProcessor {
  return commands<Store>(name, answer);
}

function answer(store: Store, { key, command, parts }: Command): string {
  const [first = '', second = '', third = '', fourth = ''] = parts;
  const [from, to] = [Number(first), Number(second)];
  const session = () => new Windowed(key, new Window(from, to));
  switch (command) {
    case 'put':
      store.put(session(), third);
      return 'ok';
    case 'remove':
      store.remove(session());
      return 'ok';
    case 'get':
      return text(store.fetchSession(key, from, to));
    case 'fetch':
      return list(store.fetch(key));
    case 'find':
      return list(store.findSessions(key, from, to));
    case 'findRange':
      return list(store.findSessions(third || null, fourth || null, from, to));
    default:
      return notSupported('command', command);
  }
}
