import { checkName } from '../topology/names.ts';
import type { StreamPartitioner } from '../topology/partitioner.ts';

interface TableJoinedOptions<K, KO> {
  readonly name?: string;
  readonly partitioner?: StreamPartitioner<K, never> | undefined;
  readonly otherPartitioner?: StreamPartitioner<KO, never> | undefined;
}

/** How two tables are joined by a foreign key: the name of the nodes and topics, and partitioners. */
export class TableJoined<K, KO> {
  readonly options: TableJoinedOptions<K, KO>;

  private constructor(options: TableJoinedOptions<K, KO>) {
    this.options = options;
  }

  static as<K, KO>(name: string): TableJoined<K, KO> {
    return new TableJoined({ name: checkName(name) });
  }

  /**
   * Needed when a table's topic is not partitioned by the hash of its keys. They get no values, and must answer one
   * partition.
   */
  static with<K, KO>(
    partitioner: StreamPartitioner<K, never> | undefined,
    otherPartitioner: StreamPartitioner<KO, never> | undefined,
  ): TableJoined<K, KO> {
    return new TableJoined({ partitioner, otherPartitioner });
  }

  withName(name: string): TableJoined<K, KO> {
    return new TableJoined({ ...this.options, name: checkName(name) });
  }
}
