import type { QueryableStoreType } from './queryableStoreType.ts';

/** Which store is queried, and as what. */
export class StoreQueryParameters<T> {
  readonly storeName: string;
  readonly queryableStoreType: QueryableStoreType<T>;
  /** Only the store of this partition; undefined: those of all partitions that are here. */
  readonly partition: number | undefined;

  private constructor(storeName: string, type: QueryableStoreType<T>, partition: number | undefined) {
    this.storeName = storeName;
    this.queryableStoreType = type;
    this.partition = partition;
  }

  static fromNameAndType<T>(storeName: string, type: QueryableStoreType<T>): StoreQueryParameters<T> {
    return new StoreQueryParameters(storeName, type, undefined);
  }

  /** The query fails, rather than find nothing, while the partition is on another instance. */
  withPartition(partition: number): StoreQueryParameters<T> {
    return new StoreQueryParameters(this.storeName, this.queryableStoreType, partition);
  }
}
