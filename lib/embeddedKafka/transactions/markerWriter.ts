import type { GroupCoordinator } from '../groups/groupCoordinator.ts';
import type { Marker } from '../records/controlRecord.ts';
import { offsetsTopic, type TopicCatalog } from '../topics/topicCatalog.ts';
import type { TopicPartition } from './transaction.ts';

/** Where the markers of a transaction go: offsets that it committed begin to count with theirs. */
export function markerWriter(catalog: TopicCatalog, groups: GroupCoordinator) {
  return ({ topic, partition }: TopicPartition, marker: Marker): void => {
    if (topic === offsetsTopic) groups.endTransaction(marker);
    else catalog.get(topic)?.partitions[partition]?.appendMarker(marker);
  };
}
