import type { KeyValue } from '../state/keyValueStore.ts';
import type { StateStore } from '../state/stateStore.ts';
import type { Windowed } from '../state/windowed.ts';
import { text, type Value } from './functions.ts';
import type { GoldenProcessor } from './processors.ts';
import { withStore } from './storingProcessors.ts';

/** What a record asks of a store: its value is `command:part:part`. */
export interface Command {
  readonly key: Value;
  readonly timestamp: number;
  readonly command: string;
  readonly parts: readonly string[];
}

/** Does to the store what each record says, and forwards the answer as text. */
export function commands<S extends StateStore>(
  storeName: string | undefined,
  answer: (store: S, command: Command) => string,
): GoldenProcessor {
  return withStore<S>(storeName, (record, store, context) => {
    const [command = '', ...parts] = text(record.value).split(':');
    const { key, timestamp } = record;
    context.forward(record.withValue<Value>(answer(store, { key, timestamp, command, parts })));
  });
}

/** Entries as a case prints them. */
export function list(entries: Iterable<KeyValue<Value | Windowed<Value>, Value>>): string {
  return `[${[...entries].map(({ key, value }) => `${text(key)}=${text(value)}`).join(' ')}]`;
}
