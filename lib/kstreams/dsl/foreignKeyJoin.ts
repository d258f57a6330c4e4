import { KStreamsError } from '../errors.ts';
import { foreignTableJoin } from '../operators/foreignKey/foreignTableJoin.ts';
import { responseJoin } from '../operators/foreignKey/responseJoin.ts';
import {
  responseSerde,
  type SubscriptionResponse,
  subscriptionSerde,
} from '../operators/foreignKey/subscription.ts';
import { subscriptionJoin } from '../operators/foreignKey/subscriptionJoin.ts';
import { subscriptionReceive } from '../operators/foreignKey/subscriptionReceive.ts';
import { subscriptionSend } from '../operators/foreignKey/subscriptionSend.ts';
import { TableSource } from '../operators/tableSource.ts';
import type { Serde } from '../serdes/serde.ts';
import { Serdes } from '../serdes/serdes.ts';
import { Stores } from '../state/stores.ts';
import type { StreamPartitioner } from '../topology/partitioner.ts';
import type { GraphNode, TableRepartitionGraphNode } from './graph/graphNode.ts';
import { KTable } from './ktable.ts';
import { Materialized } from './materialized.ts';
import { Named } from './named.ts';
import type { TableParts } from './parts.ts';
import { TableJoined } from './tableJoined.ts';
import { tableStore } from './tableStore.ts';

const prefix = 'KTABLE-FK-JOIN-';

export interface ForeignKeyJoin<K, V, KO, VO, VR> {
  readonly isLeftJoin: boolean;
  readonly left: TableParts<K, V>;
  readonly right: TableParts<KO, VO>;
  foreignKeyOf(key: K, value: V): KO | null;
  joiner(left: V | null, right: VO | null): VR | null;
  readonly joined?: TableJoined<K, KO> | undefined;
  readonly materialized?: Materialized<K, VR> | undefined;
}

/**
 * The table of what the rows of a table make with those rows of another whose keys they name. The left table sends
 * subscriptions, through a topic, to where the right table's rows are; those send their values back.
 */
export function joinByForeignKey<K, V, KO, VO, VR>(join: ForeignKeyJoin<K, V, KO, VO, VR>): KTable<K, VR> {
  const { isLeftJoin, left, right, foreignKeyOf, joiner } = join;
  const { builder } = left;
  const { graph, names } = builder;
  const { options } = join.joined ?? TableJoined.with<K, KO>(undefined, undefined);
  const materialized = join.materialized ?? Materialized.with<K, VR>();
  right.operator.enableSendingOldValues(true);
  left.operator.enableSendingOldValues(true);
  const named = options.name === undefined ? undefined : Named.as(options.name);
  const name = (suffix: string, generated: string) => names.suffixedOrGenerate(named, suffix, generated);
  const keySerde = required(left.keySerde, 'keys of the left table');
  const valueSerde = required(left.valueSerde, 'values of the left table');
  const foreignKeySerde = required(right.keySerde, 'keys of the right table');
  const foreignValueSerde = required(right.valueSerde, 'values of the right table');

  const topic = `${name('-subscription-registration', `${prefix}SUBSCRIPTION-REGISTRATION-`)}-topic`;
  const subscriptions = subscriptionSerde(keySerde, `${topic}-pk`);
  const send = builder.addProcessor(
    name('-subscription-registration-processor', `${prefix}SUBSCRIPTION-REGISTRATION-`),
    subscriptionSend({ isLeftJoin, foreignKeyOf, foreignKeySerde, valueSerde, topic }),
    [left.node],
  );
  const registration = topicNode(
    {
      topic,
      sinkName: name('-subscription-registration-sink', 'KTABLE-SINK-'),
      name: name('-subscription-registration-source', 'KTABLE-SOURCE-'),
      ...{ keySerde: foreignKeySerde, valueSerde: subscriptions },
    },
    options.otherPartitioner && onePartition(options.otherPartitioner),
  );
  graph.add(registration, send);
  graph.copartitioned.push(new Set([...right.sources, registration.name]));

  const storeName = name('-subscription-store', `${prefix}SUBSCRIPTION-STATE-STORE-`);
  const bytes = Stores.inMemoryKeyValueStore(storeName);
  const store = Stores.timestampedKeyValueStoreBuilder(bytes, Serdes.bytes(), subscriptions);
  const receive = builder.addProcessor(
    name('-subscription-receive', `${prefix}SUBSCRIPTION-PROCESSOR-`),
    subscriptionReceive({ store, keySerde, foreignKeySerde, topic }),
    [registration],
  );
  const foreignView = right.operator.view();
  const answer = builder.addProcessor(
    name('-subscription-join-foreign', `${prefix}SUBSCRIPTION-PROCESSOR-`),
    subscriptionJoin<K, KO, VO>(foreignView),
    [receive],
    { storeNames: foreignView.storeNames },
  );
  const update = builder.addProcessor(
    name('-foreign-join-subscription', `${prefix}SUBSCRIPTION-PROCESSOR-`),
    foreignTableJoin<K, KO, VO>({ store, foreignKeySerde, topic }),
    [right.node],
  );

  const response = topicNode(
    {
      topic: `${name('-subscription-response', `${prefix}SUBSCRIPTION-RESPONSE-`)}-topic`,
      sinkName: name('-subscription-response-sink', 'KTABLE-SINK-'),
      name: name('-subscription-response-source', 'KTABLE-SOURCE-'),
      ...{ keySerde, valueSerde: responseSerde(foreignValueSerde) },
    },
    options.partitioner ? onePartition(options.partitioner) : whereItCameFrom,
  );
  graph.add(response, answer, update);
  const sources = new Set([...left.sources, response.name]);
  graph.copartitioned.push(sources);
  const view = left.operator.view();
  const resolve = builder.addProcessor(
    name('-subscription-response-resolver', `${prefix}SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-`),
    responseJoin({ table: view, valueSerde, topic, isLeftJoin, joiner }),
    [response],
    { storeNames: view.storeNames },
  );
  return result(join, {
    resolve,
    sources,
    keySerde,
    materialized,
    name: name('-result', `${prefix}OUTPUT-`),
  });
}

interface Result<K, VR> {
  readonly resolve: GraphNode;
  readonly sources: ReadonlySet<string>;
  readonly keySerde: Serde<K>;
  readonly materialized: Materialized<K, VR>;
  readonly name: string;
}

function result<K, V, KO, VO, VR>(
  { left: { builder } }: ForeignKeyJoin<K, V, KO, VO, VR>,
  { resolve, sources, keySerde, materialized, name }: Result<K, VR>,
): KTable<K, VR> {
  const storeName = materialized.options.storeName ?? builder.names.generateStore(`${prefix}OUTPUT-`);
  const store = tableStore(materialized, storeName, { keySerde });
  const operator = new TableSource<K, VR>(
    store.name,
    store.queryableName !== undefined,
    store.historyRetentionMs,
  );
  const node = builder.addProcessor(name, operator, [resolve], {
    store: () => (operator.materialized ? store.builder() : undefined),
  });
  return new KTable({
    ...{ builder, node, sources, operator, keySerde: store.keySerde, valueSerde: store.valueSerde },
    queryableStoreName: store.queryableName,
  });
}

function topicNode<K, V>(
  node: Omit<TableRepartitionGraphNode, 'kind' | 'partitioner'>,
  partitioner: StreamPartitioner<K, V> | undefined,
): TableRepartitionGraphNode {
  return {
    ...{ kind: 'tableRepartition', ...node },
    partitioner: partitioner as StreamPartitioner<unknown, unknown> | undefined,
  };
}

/** To the partition that the subscription came from, whatever the left table's keys are partitioned by. */
const whereItCameFrom: StreamPartitioner<unknown, SubscriptionResponse<unknown>> = {
  partitions(_topic, _key, response) {
    const partition = response?.primaryPartition;
    return partition === undefined ? undefined : [partition];
  },
};

function onePartition<K>(partitioner: StreamPartitioner<K, never>): StreamPartitioner<K, unknown> {
  return {
    partitions(topic, key, _value, count) {
      const chosen = partitioner.partitions(topic, key, null, count);
      if (chosen === undefined || chosen.length === 1) return chosen;
      throw new KStreamsError(
        'TOPOLOGY_INVALID',
        `Expected the partitioner of a foreign-key join to choose one partition of ${topic}, got ${chosen.length}.`,
      );
    },
  };
}

/** They are part of other serdes, so that a configured default cannot stand in. */
function required<T>(serde: Serde<T> | undefined, what: string): Serde<T> {
  if (serde !== undefined) return serde;
  throw new KStreamsError('TOPOLOGY_INVALID', `A foreign-key join needs the serde of the ${what}.`, {
    hint: 'Name it where the table is made: in Consumed, or in Materialized of its last step.',
  });
}
