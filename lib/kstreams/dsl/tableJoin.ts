import { TableJoinMerge } from '../operators/tableJoinMerge.ts';
import { TableTableJoin } from '../operators/tableTableJoin.ts';
import type { TableJoinGraphNode } from './graph/graphNode.ts';
import { KTable } from './ktable.ts';
import { type NamedOrMaterialized, namedAndMaterialized } from './namedOrMaterialized.ts';
import type { TableParts } from './parts.ts';
import { tableStore } from './tableStore.ts';

const mergePrefix = 'KTABLE-MERGE-';

/** The table of what the rows of two tables with equal keys make. */
export function joinTables<K, V, VO, VR>(
  kind: 'inner' | 'left' | 'outer',
  left: TableParts<K, V>,
  right: TableParts<K, VO>,
  joiner: (left: V | null, right: VO | null) => VR | null,
  how: NamedOrMaterialized<K, VR>,
): KTable<K, VR> {
  const { builder } = left;
  const { names, graph } = builder;
  const [named, materialized] = namedAndMaterialized(how);
  const storeName = materialized && (materialized.options.storeName ?? names.generateStore(mergePrefix));
  const name = names.orGenerate(named, mergePrefix);
  const sources = new Set([...left.sources, ...right.sources]);
  graph.copartitioned.push(sources);
  const [keepsLeft, keepsRight] = [kind !== 'inner', kind === 'outer'];
  if (keepsLeft) left.operator.enableSendingOldValues(true);
  if (keepsRight) right.operator.enableSendingOldValues(true);
  const store = tableStore(materialized, storeName ?? '', { keySerde: left.keySerde });
  const ofLeft = new TableTableJoin<K, V, VO, VR>({
    ...{ own: left.operator, other: right.operator, keepsOwn: keepsLeft, keepsOther: keepsRight, joiner },
  });
  const ofRight = new TableTableJoin<K, VO, V, VR>({
    ...{ own: right.operator, other: left.operator, keepsOwn: keepsRight, keepsOther: keepsLeft },
    joiner: (own, other) => joiner(other, own),
  });
  const operator = new TableJoinMerge<K, VR>([ofLeft, ofRight], storeName, store.historyRetentionMs);
  const node: TableJoinGraphNode = {
    kind: 'tableJoin',
    name,
    left: {
      name: names.suffixedOrGenerate(named, '-join-this', 'KTABLE-JOINTHIS-'),
      supplier: ofLeft,
      parentName: left.node.name,
      storeNames: right.operator.view().storeNames,
    },
    right: {
      name: names.suffixedOrGenerate(named, '-join-other', 'KTABLE-JOINOTHER-'),
      supplier: ofRight,
      parentName: right.node.name,
      storeNames: left.operator.view().storeNames,
    },
    merge: operator,
    store: () => (storeName === undefined ? undefined : store.builder()),
  };
  graph.add(node, left.node, right.node);
  const { keySerde, valueSerde } = store;
  return new KTable({
    builder,
    node,
    keySerde,
    valueSerde,
    sources,
    operator,
    queryableStoreName: storeName,
  });
}
