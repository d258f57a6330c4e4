import { KStreamsError } from '../errors.ts';
import { Suppress } from '../operators/suppress.ts';
import { ChangeBufferBuilder } from '../state/buffer/changeBufferBuilder.ts';
import type { Windowed } from '../state/windowed.ts';
import { KTable } from './ktable.ts';
import type { TableParts } from './parts.ts';
import type { Suppressed } from './suppressed.ts';
import { windowGrace } from './windowGrace.ts';

const prefix = 'KTABLE-SUPPRESS-';

/** A table whose updates are held back in a buffer. */
export function suppressTable<K, V>(parts: TableParts<K, V>, { options }: Suppressed<K>): KTable<K, V> {
  const { builder, keySerde, valueSerde, sources } = parts;
  const { until, buffer } = options;
  if (parts.operator.historyRetentionMs !== undefined) {
    throw new KStreamsError('TOPOLOGY_INVALID', 'A versioned table cannot be suppressed.', {
      hint: 'Keep the table in a store that is not versioned first: filter(() => true, Materialized.as(name)).',
    });
  }
  // Unlike elsewhere a name of the user's own uses up no number.
  const name = options.name ?? builder.names.generate(prefix);
  const storeName = options.name === undefined ? builder.names.generateStore(prefix) : `${name}-store`;
  const closes = until === 'windowCloses';
  const operator = new Suppress<K, V>(parts.operator, {
    storeName,
    waitMs: closes ? windowGrace(builder.graph, parts.node) : until.waitMs,
    timeOf: closes ? (key) => (key as Windowed<unknown>).window.end : (_key, timestamp) => timestamp,
    dropsDeletions: closes,
    maxRecords: buffer.limits.maxRecords,
    maxBytes: buffer.limits.maxBytes,
    whenFull: buffer.whenFull,
  });
  const store = new ChangeBufferBuilder<K, V>(storeName, keySerde, valueSerde);
  if (buffer.limits.logConfig === undefined) store.withLoggingDisabled();
  else store.withLoggingEnabled(buffer.limits.logConfig);
  const node = builder.addProcessor(name, operator, [parts.node], { store: () => store });
  return new KTable({
    ...{ builder, node, keySerde, valueSerde, sources, operator },
    queryableStoreName: undefined,
  });
}
