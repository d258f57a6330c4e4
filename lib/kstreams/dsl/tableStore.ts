import { KStreamsError } from '../errors.ts';
import type { Serde } from '../serdes/serde.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import { Stores } from '../state/stores.ts';
import type { Materialized, StoreChoices } from './materialized.ts';

/** A materialisation with nothing left open but the configured defaults. */
export interface TableStore<K, V> {
  readonly name: string;
  /** The name if the user gave it: only such stores are to be queried. */
  readonly queryableName: string | undefined;
  readonly keySerde: Serde<K> | undefined;
  readonly valueSerde: Serde<V> | undefined;
  /** How far back a versioned store remembers; undefined: it is not versioned. */
  readonly historyRetentionMs: number | undefined;
  builder(): StoreBuilder;
}

/** The parts of a materialisation that a store is made from. */
export type StoreOptions<K, V> = Pick<TableStore<K, V>, 'name' | 'keySerde' | 'valueSerde'>;

/** Makes a store's builder; changelog and cache are chosen afterwards. */
export type MakeStoreBuilder<K, V> = (
  store: StoreOptions<K, V>,
  options: StoreChoices | undefined,
) => StoreBuilder;

/**
 * @param name of the store unless the user gave one
 * @param serdes to use where the materialisation has none
 */
export function tableStore<K, V>(
  materialized: Materialized<K, V> | undefined,
  name: string,
  serdes: { keySerde?: Serde<K> | undefined; valueSerde?: Serde<V> | undefined },
  makeBuilder: MakeStoreBuilder<K, V> = rowStoreBuilder,
): TableStore<K, V> {
  const options = materialized?.options;
  const store = {
    name: options?.storeName ?? name,
    queryableName: options?.storeName,
    keySerde: options?.keySerde ?? serdes.keySerde,
    valueSerde: options?.valueSerde ?? serdes.valueSerde,
    historyRetentionMs:
      options?.supplier?.kind === 'versioned' ? options.supplier.historyRetentionMs : undefined,
  };
  return { ...store, builder: () => chosen(makeBuilder(store, options), options) };
}

/** The supplier that the user gave, if it is of the kind that is needed here. */
export function suppliedStore<Kind extends 'keyValue' | 'window' | 'session'>(
  options: StoreChoices | undefined,
  kind: Kind,
): SupplierOf<Kind> | undefined {
  const supplier = options?.supplier;
  if (supplier === undefined || (supplier.kind ?? 'keyValue') === kind) {
    return supplier as SupplierOf<Kind> | undefined;
  }
  throw new KStreamsError(
    'TOPOLOGY_INVALID',
    `Expected a supplier of a ${kind} store in Materialized, got one of a ${supplier.kind ?? 'keyValue'} store (${supplier.name}).`,
  );
}

type Supplier = NonNullable<StoreChoices['supplier']>;
type SupplierOf<Kind> = Extract<Supplier, { readonly kind?: Kind }>;

function rowStoreBuilder<K, V>(
  { name, keySerde, valueSerde }: StoreOptions<K, V>,
  options: StoreChoices | undefined,
): StoreBuilder {
  if (options?.supplier?.kind === 'versioned') {
    return Stores.versionedKeyValueStoreBuilder(options.supplier, keySerde, valueSerde);
  }
  const supplier = suppliedStore(options, 'keyValue') ?? Stores.inMemoryKeyValueStore(name);
  return Stores.timestampedKeyValueStoreBuilder(supplier, keySerde, valueSerde);
}

function chosen(builder: StoreBuilder, options: StoreChoices | undefined): StoreBuilder {
  if (options?.cachingEnabled ?? true) builder.withCachingEnabled();
  if (options?.loggingEnabled === false) builder.withLoggingDisabled();
  else builder.withLoggingEnabled(options?.logConfig ?? {});
  return builder;
}
