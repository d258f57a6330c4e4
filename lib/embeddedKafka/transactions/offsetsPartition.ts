import { offsetsTopic } from '../topics/topicCatalog.ts';
import type { TopicPartition } from './transaction.ts';

/** Where the offsets of all groups are. */
export const offsetsPartition: TopicPartition = { topic: offsetsTopic, partition: 0 };
