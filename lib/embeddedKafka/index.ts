export type { BrokerConfig } from './brokerConfig.ts';
export { EmbeddedKafka, type EmbeddedKafkaOptions } from './embeddedKafka.ts';
export { EmbeddedKafkaError, type EmbeddedKafkaErrorCode, embeddedKafkaErrors } from './errors.ts';
export type { FaultTarget } from './faults/fault.ts';
