export { describeRecord, type TopicRecord } from './describeRecord.ts';
export { type PublishOptions, publish } from './publish.ts';
