import type { Broker, Cluster, Kafka } from 'kafkajs';
import { privateCluster } from '../privateCluster.ts';
import { askBroker } from '../protocol/brokerRequest.ts';
import type { ProducerIdentity } from '../records/recordBatchWriter.ts';
import { type PartitionAnswer, type PartitionBytes, produceRequest } from './produceRequest.ts';

/** What a producer asks of a cluster. Everything may fail; `isRetriable` tells which errors may pass. */
export interface ProduceCluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  newIdentity(): Promise<ProducerIdentity>;
  /** Learns where the partitions of all topics asked for so far are now, and of these. */
  refresh(topics: readonly string[]): Promise<void>;
  /** How many partitions a topic has; undefined when it is not known yet. */
  partitionCount(topic: string): number | undefined;
  /** The broker that leads a partition; undefined when none is known. */
  leaderOf(topic: string, partition: number): number | undefined;
  produce(leader: number, batches: readonly PartitionBytes[]): Promise<readonly PartitionAnswer[]>;
}

/** How long a leader may wait for its replicas; Java's request.timeout.ms. */
const replicaTimeoutMs = 30_000;

/** What kafkajs' brokers can do, though its types do not tell. */
interface FullBroker extends Broker {
  initProducerId(options: { transactionalId?: string }): Promise<{
    readonly producerId: string;
    readonly producerEpoch: number;
  }>;
}

/** By way of kafkajs: its connections, its security, what it knows of topics. */
export class KafkajsProduceCluster implements ProduceCluster {
  readonly #cluster: Cluster;

  constructor(kafka: Kafka) {
    this.#cluster = privateCluster(kafka, { allowAutoTopicCreation: true });
  }

  connect(): Promise<void> {
    return this.#cluster.connect();
  }

  disconnect(): Promise<void> {
    return this.#cluster.disconnect();
  }

  async newIdentity(): Promise<ProducerIdentity> {
    await this.#cluster.refreshMetadataIfNecessary();
    const broker = (await this.#cluster.findControllerBroker()) as FullBroker;
    const { producerId, producerEpoch } = await broker.initProducerId({});
    return { id: BigInt(producerId), epoch: producerEpoch };
  }

  async refresh(topics: readonly string[]): Promise<void> {
    let failure: unknown;
    for (const topic of topics.filter((name) => this.partitionCount(name) === undefined)) {
      // One by one: a topic that is missing must not keep kafkajs from learning of the others.
      await this.#cluster.addTargetTopic(topic).catch((error: unknown) => {
        failure = error;
      });
    }
    await this.#cluster.refreshMetadata();
    if (failure !== undefined) throw failure;
  }

  partitionCount(topic: string): number | undefined {
    return this.#partitions(topic).length || undefined;
  }

  leaderOf(topic: string, partition: number): number | undefined {
    const leader = this.#partitions(topic).find(({ partitionId }) => partitionId === partition)?.leader;
    return leader === undefined || leader < 0 ? undefined : leader;
  }

  async produce(leader: number, batches: readonly PartitionBytes[]): Promise<readonly PartitionAnswer[]> {
    await this.#cluster.refreshMetadataIfNecessary();
    const broker = await this.#cluster.findBroker({ nodeId: String(leader) });
    return (await askBroker(broker, produceRequest(batches, replicaTimeoutMs))).partitions;
  }

  #partitions(topic: string) {
    try {
      return this.#cluster.findTopicPartitionMetadata(topic);
    } catch {
      // Nothing is known of any topic yet.
      return [];
    }
  }
}
