export type { KafkaConnection, KafkaOrigin } from './connection.ts';
export { type ConnectOptions, connectKafka, findKafka } from './connectKafka.ts';
export { KafkaConnectionError, type KafkaConnectionErrorCode, kafkaConnectionErrors } from './errors.ts';
export { type FollowedRecord, type Follower, type FollowOptions, followTopic } from './followTopic.ts';
export { ensureTopics, type TopicSpec } from './topics.ts';
export { tutorialDirectory } from './tutorialDirectory.ts';
