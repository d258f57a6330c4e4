import type { Kafka } from 'kafkajs';
import type { StreamsConfig } from '../runtime/streamsConfig.ts';
import type { OffsetReset } from '../topology/processorTopology.ts';

/** Java's configuration of the same names, in camel case; times in milliseconds. */
export interface KafkaStreamsConfig extends StreamsConfig {
  /** Client of the cluster, with its brokers, security and retries. */
  readonly kafka: Kafka;
  /** Java's threads are members of the group here: consumers that take turns in Node's one thread. Default 1. */
  readonly numStreamThreads?: number;
  /** How often offsets are committed. Default 30 000. */
  readonly commitIntervalMs?: number;
  /** The only guarantee there is yet, and the default. */
  readonly processingGuarantee?: 'at_least_once';
  /** Where sources that name no reset begin when nothing is committed. Default `earliest`. */
  readonly autoOffsetReset?: OffsetReset;
  /** Records of a partition that wait here before it is fetched no further. Default 1 000. */
  readonly bufferedRecordsPerPartition?: number;
  /** Of the topics that are created; −1, the default, leaves it to the brokers. */
  readonly replicationFactor?: number;
  /** After so long without a sign of life the group gives a member's tasks to others. Default 45 000. */
  readonly sessionTimeoutMs?: number;
  /** How often a member shows that it lives, and learns that the group changes. Default 3 000. */
  readonly heartbeatIntervalMs?: number;
  /** `host:port` where this instance answers queries: what other instances learn of it. Default: none. */
  readonly applicationServer?: string;
  /** How often wall-clock punctuators and the commit interval are looked at. Default 100. */
  readonly pollMs?: number;
}

/** The configuration of the runtime itself with every default filled in. */
export type RuntimeConfig = Required<
  Omit<KafkaStreamsConfig, Exclude<keyof StreamsConfig, 'applicationId'> | 'applicationServer'>
> & { readonly applicationServer: string | undefined };

export function runtimeConfig(config: KafkaStreamsConfig): RuntimeConfig {
  const { kafka, applicationId } = config;
  return {
    kafka,
    applicationId,
    numStreamThreads: config.numStreamThreads ?? 1,
    commitIntervalMs: config.commitIntervalMs ?? 30_000,
    processingGuarantee: config.processingGuarantee ?? 'at_least_once',
    autoOffsetReset: config.autoOffsetReset ?? 'earliest',
    bufferedRecordsPerPartition: config.bufferedRecordsPerPartition ?? 1000,
    replicationFactor: config.replicationFactor ?? -1,
    sessionTimeoutMs: config.sessionTimeoutMs ?? 45_000,
    heartbeatIntervalMs: config.heartbeatIntervalMs ?? 3_000,
    applicationServer: config.applicationServer,
    pollMs: config.pollMs ?? 100,
  };
}
