import type { StoreBuilder } from '../state/storeBuilder.ts';
import type { InternalTopic } from './processorTopology.ts';

const createTime = { 'message.timestamp.type': 'CreateTime' } as const;

/** Small segments, so that what has been read can be deleted soon; only the application deletes. */
const repartitionConfig = {
  'cleanup.policy': 'delete',
  ...createTime,
  'retention.ms': '-1',
  'segment.bytes': String(50 * 1024 * 1024),
};

/** The full name of a topic that belongs to an application. */
export function internalTopicName(applicationId: string, name: string): string {
  return `${applicationId}-${name}`;
}

export function changelogTopicName(applicationId: string, storeName: string): string {
  return internalTopicName(applicationId, `${storeName}-changelog`);
}

export function repartitionTopic(
  name: string,
  subtopology: number,
  partitions: number | undefined,
): InternalTopic {
  return { name, kind: 'repartition', subtopology, partitions, config: repartitionConfig };
}

export function changelogTopic(name: string, subtopology: number, store: StoreBuilder): InternalTopic {
  const ofKind = store.changelogConfig ?? { 'cleanup.policy': 'compact' };
  const config = { ...createTime, ...ofKind, ...store.logConfig };
  return { name, kind: 'changelog', subtopology, partitions: undefined, config };
}
