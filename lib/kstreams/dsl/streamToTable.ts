import { TableSource } from '../operators/tableSource.ts';
import { KTable } from './ktable.ts';
import type { Materialized } from './materialized.ts';
import type { Named } from './named.ts';
import type { StreamParts } from './parts.ts';
import { repartitionNode } from './repartitionNode.ts';
import { tableStore } from './tableStore.ts';

const prefix = 'KSTREAM-TOTABLE-';

/** A stream read as updates of a table, repartitioned before if its key may have changed. */
export function streamToTable<K, V>(
  parts: StreamParts<K, V>,
  named: Named | undefined,
  materialized: Materialized<K, V> | undefined,
): KTable<K, V> {
  const { builder } = parts;
  const name = builder.names.orGenerate(named, prefix);
  const storeName = materialized?.options.storeName ?? builder.names.generateStore(prefix);
  const store = tableStore(materialized, storeName, parts);
  const { keySerde, valueSerde } = store;
  let { node: parent, sources } = parts;
  if (parts.repartitionRequired) {
    parent = repartitionNode(builder.names, name, { keySerde, valueSerde, mergeable: true });
    builder.graph.add(parent, parts.node);
    sources = new Set([parent.name]);
  }
  const operator = new TableSource<K, V>(
    store.name,
    store.queryableName !== undefined,
    store.historyRetentionMs,
  );
  const node = builder.addProcessor(name, operator, [parent], {
    store: () => (operator.materialized ? store.builder() : undefined),
  });
  const queryableStoreName = store.queryableName;
  return new KTable({ builder, node, keySerde, valueSerde, sources, operator, queryableStoreName });
}
