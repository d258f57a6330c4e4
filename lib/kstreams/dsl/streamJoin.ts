import { KStreamsError } from '../errors.ts';
import { joinWindow } from '../operators/joinWindow.ts';
import { passThrough } from '../operators/passThrough.ts';
import { streamSelfJoin } from '../operators/streamSelfJoin.ts';
import { type JoinValues, streamStreamJoin } from '../operators/streamStreamJoin.ts';
import type { Serde } from '../serdes/serde.ts';
import { OuterJoinStoreBuilder } from '../state/outerJoinStore.ts';
import type { WindowBytesStoreSupplier } from '../state/segmented/segmentedStoreBuilder.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { Stores } from '../state/stores.ts';
import type { StreamJoinGraphNode } from './graph/graphNode.ts';
import { partitionedForJoin } from './joinRepartition.ts';
import type { JoinWindows } from './joinWindows.ts';
import type { StreamParts } from './parts.ts';
import type { StreamJoined } from './streamJoined.ts';

type Kind = 'inner' | 'left' | 'outer';

/** The stream of what the records of two streams make when they are near each other in time. */
export function joinStreams<K, V, VO, VR>(
  kind: Kind,
  left: StreamParts<K, V>,
  right: StreamParts<K, VO>,
  joiner: JoinValues<K, V, VO, VR>,
  windows: JoinWindows,
  joined: StreamJoined<K, V, VO>,
): StreamParts<K, VR> {
  const { keySerde, valueSerde, otherValueSerde, named } = joined.options;
  const topicName = (side: string) => (named === undefined ? undefined : named.name + side);
  const one = partitionedForJoin(left, topicName('-left'), { keySerde, valueSerde });
  const other = partitionedForJoin(right, topicName('-right'), {
    keySerde: keySerde ?? one.keySerde,
    valueSerde: otherValueSerde,
  });
  const { builder } = left;
  const sources = new Set([...one.sources, ...other.sources]);
  builder.graph.copartitioned.push(sources);
  const names = joinNames(kind, one, joined);
  const stores = joinStores(kind, names, windows, joined, { one, other });
  const windowed = [
    builder.addProcessor(names.thisWindowed, joinWindow(stores.own), [one.node]),
    builder.addProcessor(names.otherWindowed, joinWindow(stores.other), [other.node]),
  ] as const;
  const shared = { windows, joiner, outerStore: stores.outer };
  const isOuter = kind === 'outer';
  const node: StreamJoinGraphNode = {
    kind: 'streamJoin',
    name: names.merge,
    left: {
      name: names.thisJoin,
      supplier: streamStreamJoin({
        ...{ ...shared, isLeft: true, isOuter: kind !== 'inner', otherStore: stores.other },
      }),
      parentName: windowed[0].name,
    },
    right: {
      name: names.otherJoin,
      supplier: streamStreamJoin({ ...shared, isLeft: false, isOuter, otherStore: stores.own }),
      parentName: windowed[1].name,
    },
    merge: passThrough(),
    // Only for a stream joined with itself, so that both sides have the same values.
    selfJoin: streamSelfJoin({
      ...{ windows, store: stores.own, joiner: joiner as unknown as JoinValues<K, V, V, VR> },
    }),
    takesNullKeys: kind !== 'inner',
  };
  builder.graph.add(node, one.node, other.node);
  return {
    builder,
    node,
    keySerde: one.keySerde,
    valueSerde: undefined,
    sources,
    repartitionRequired: false,
  };
}

/** As Java makes them: `outer` is the side whose own records may find none of the other. */
function joinNames<K, V, VO>(
  kind: Kind,
  { builder }: StreamParts<K, V>,
  { options: { named, storeName } }: StreamJoined<K, V, VO>,
) {
  const { names } = builder;
  const thisSuffix = kind === 'outer' ? '-outer-this-join' : '-this-join';
  const otherSuffix = kind === 'inner' ? '-other-join' : '-outer-other-join';
  const thisWindowed = names.suffixedOrGenerate(named, '-this-windowed', 'KSTREAM-WINDOWED-');
  const otherWindowed = names.suffixedOrGenerate(named, '-other-windowed', 'KSTREAM-WINDOWED-');
  const thisPrefix = kind === 'outer' ? 'KSTREAM-OUTERTHIS-' : 'KSTREAM-JOINTHIS-';
  const generatedThis = names.generate(thisPrefix);
  const generatedOther = names.generate(kind === 'inner' ? 'KSTREAM-JOINOTHER-' : 'KSTREAM-OUTEROTHER-');
  const sharedSuffix = kind === 'outer' ? '-outer-shared-join' : '-left-shared-join';
  const generatedShared = `KSTREAM-OUTERSHARED-${generatedThis.slice(thisPrefix.length)}`;
  return {
    thisWindowed,
    otherWindowed,
    thisJoin: named === undefined ? generatedThis : named.name + thisSuffix,
    otherJoin: named === undefined ? generatedOther : named.name + otherSuffix,
    merge: names.suffixedOrGenerate(named, '-merge', 'KSTREAM-MERGE-'),
    thisStore: `${storeName === undefined ? generatedThis : storeName + thisSuffix}-store`,
    otherStore: `${storeName === undefined ? generatedOther : storeName + otherSuffix}-store`,
    sharedSuffix,
    sharedStore: `${storeName === undefined ? generatedShared : storeName + sharedSuffix}-store`,
  };
}

function joinStores<K, V, VO>(
  kind: Kind,
  names: ReturnType<typeof joinNames>,
  windows: JoinWindows,
  { options }: StreamJoined<K, V, VO>,
  { one, other }: { one: StreamParts<K, V>; other: StreamParts<K, VO> },
): { own: StoreBuilder; other: StoreBuilder; outer: StoreBuilder | undefined } {
  const { thisStoreSupplier, otherStoreSupplier, logConfig } = options;
  const { retentionMs, sizeMs: windowSizeMs } = windows;
  const window = <T>(supplier: WindowBytesStoreSupplier | undefined, name: string, serde?: Serde<T>) => {
    const made = { retentionMs, windowSizeMs, retainDuplicates: true };
    const checked = supplier && checkSupplier(supplier, windows);
    return logged(
      Stores.windowStoreBuilder(checked ?? Stores.inMemoryWindowStore(name, made), one.keySerde, serde),
      logConfig,
    );
  };
  const sharedName = thisStoreSupplier && `${thisStoreSupplier.name}${names.sharedSuffix}-store`;
  const supplier = thisStoreSupplier?.get().persistent
    ? Stores.persistentKeyValueStore(sharedName ?? names.sharedStore)
    : Stores.inMemoryKeyValueStore(sharedName ?? names.sharedStore);
  const serdes = { key: one.keySerde, left: one.valueSerde, right: other.valueSerde };
  const outer = kind === 'inner' ? undefined : new OuterJoinStoreBuilder(supplier, serdes);
  return {
    own: window(thisStoreSupplier, names.thisStore, one.valueSerde),
    other: window(otherStoreSupplier, names.otherStore, other.valueSerde),
    outer: outer && logged(outer, logConfig),
  };
}

function logged(
  store: StoreBuilder,
  logConfig: { readonly [name: string]: string } | undefined,
): StoreBuilder {
  return logConfig === undefined ? store.withLoggingDisabled() : store.withLoggingEnabled(logConfig);
}

function checkSupplier(supplier: WindowBytesStoreSupplier, windows: JoinWindows): WindowBytesStoreSupplier {
  const { name, retentionMs, windowSizeMs, retainDuplicates } = supplier;
  if (retainDuplicates && retentionMs === windows.retentionMs && windowSizeMs === windows.sizeMs)
    return supplier;
  throw new KStreamsError(
    'TOPOLOGY_INVALID',
    `Expected the store ${name} of a join to retain duplicates, with windows of ${windows.sizeMs} ms and a retention of ${windows.retentionMs} ms; got ${retainDuplicates ? '' : 'no duplicates, '}${windowSizeMs} ms and ${retentionMs} ms.`,
  );
}
