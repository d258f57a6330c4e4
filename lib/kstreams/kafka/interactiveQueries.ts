import { KStreamsError } from '../errors.ts';
import { type HostInfo, parseHostInfo } from '../query/hostInfo.ts';
import { LocalStoreProvider, type LocalStores } from '../query/localStoreProvider.ts';
import type { StoreQueryParameters } from '../query/storeQueryParameters.ts';
import type { KeyQueryMetadata, StreamsMetadata } from '../query/streamsMetadata.ts';
import type { Serde } from '../serdes/serde.ts';
import type { BuiltTopology, SubTopology } from '../topology/processorTopology.ts';
import type { GroupMetadata, InstanceTasks } from './groupMetadata.ts';
import { partitionOfKey } from './producer/murmur2.ts';
import type { TaskPlan } from './taskPlan.ts';

export interface InteractiveQueriesOptions {
  readonly topology: BuiltTopology;
  readonly plan: TaskPlan;
  readonly group: Pick<GroupMetadata, 'instances'>;
  readonly local: LocalStores;
  /** `host:port` of this instance. */
  readonly applicationServer: string | undefined;
}

/** What may be asked of an application from outside: its stores here, and which instance has the others. */
export class InteractiveQueries {
  readonly #options: InteractiveQueriesOptions;
  readonly #self: HostInfo | undefined;
  readonly #globalStores: readonly string[];

  constructor(options: InteractiveQueriesOptions) {
    this.#options = options;
    const { applicationServer, topology } = options;
    this.#self = applicationServer === undefined ? undefined : parseHostInfo(applicationServer);
    this.#globalStores = topology.globalStores.map(({ store }) => store.name);
  }

  store<T>({ storeName, queryableStoreType, partition }: StoreQueryParameters<T>): T {
    if (!this.#isGlobal(storeName)) this.#subtopologyOf(storeName);
    const provider = new LocalStoreProvider(this.#options.local, partition);
    // So that what cannot be queried at all fails now, and not at the first query.
    provider.stores(storeName, queryableStoreType);
    return queryableStoreType.create(provider, storeName);
  }

  queryMetadataForKey<K>(storeName: string, key: K, keySerde: Serde<K>): KeyQueryMetadata | undefined {
    if (this.#isGlobal(storeName)) return this.#self && { activeHost: this.#self, partition: -1 };
    const subtopology = this.#subtopologyOf(storeName);
    const tasks = [...this.#options.plan.tasks.values()].filter((task) => task.subtopology === subtopology);
    const bytes = keySerde.serialize(storeName, key);
    if (bytes === null) return undefined;
    const partition = partitionOfKey(bytes, tasks.length);
    const owner = this.#options.group.instances.find((instance) =>
      instance.tasks.some((task) => task.subtopology === subtopology && task.id.partition === partition),
    );
    return owner && { activeHost: owner.hostInfo, partition };
  }

  metadataForAllStreamsClients(): StreamsMetadata[] {
    return this.#options.group.instances.map((instance) => ({
      hostInfo: instance.hostInfo,
      stateStoreNames: [...new Set([...storeNames(instance), ...this.#globalStores])],
      topicPartitions: instance.tasks.flatMap(({ inputs }) =>
        inputs.map(({ topic, partition }) => ({ topic, partition })),
      ),
    }));
  }

  #isGlobal(storeName: string): boolean {
    return this.#globalStores.includes(storeName);
  }

  #subtopologyOf(storeName: string): SubTopology {
    const found = this.#options.topology.subtopologies.find(({ stateStores }) =>
      stateStores.some(({ builder }) => builder.name === storeName),
    );
    if (found !== undefined) return found;
    throw new KStreamsError('TOPOLOGY_UNKNOWN_NAME', `The topology has no store ${storeName}.`);
  }
}

function storeNames({ tasks }: InstanceTasks): string[] {
  return tasks.flatMap(({ subtopology }) => subtopology.stateStores.map(({ builder }) => builder.name));
}
