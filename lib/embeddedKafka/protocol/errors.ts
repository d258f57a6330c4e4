interface KafkaErrorEntry {
  readonly code: number;
  /** True when the same request may succeed later. */
  readonly retriable: boolean;
  readonly message: string;
}

/** The error codes of the Kafka protocol that this broker answers with or stores; numbers and names are Kafka's. */
export const kafkaErrors = {
  UNKNOWN_SERVER_ERROR: { code: -1, retriable: false, message: 'The broker failed unexpectedly.' },
  NONE: { code: 0, retriable: false, message: 'No error.' },
  OFFSET_OUT_OF_RANGE: { code: 1, retriable: false, message: 'The log holds no such offset.' },
  CORRUPT_MESSAGE: { code: 2, retriable: true, message: 'The records are damaged or malformed.' },
  UNKNOWN_TOPIC_OR_PARTITION: { code: 3, retriable: true, message: 'There is no such topic or partition.' },
  INVALID_FETCH_SIZE: { code: 4, retriable: false, message: 'The fetch size is invalid.' },
  LEADER_NOT_AVAILABLE: { code: 5, retriable: true, message: 'The partition has no leader yet.' },
  NOT_LEADER_OR_FOLLOWER: { code: 6, retriable: true, message: 'This broker does not lead the partition.' },
  REQUEST_TIMED_OUT: { code: 7, retriable: true, message: 'The request took too long.' },
  MESSAGE_TOO_LARGE: { code: 10, retriable: false, message: 'The batch is larger than the topic allows.' },
  OFFSET_METADATA_TOO_LARGE: { code: 12, retriable: false, message: 'The offset metadata is too large.' },
  COORDINATOR_LOAD_IN_PROGRESS: { code: 14, retriable: true, message: 'The coordinator is still loading.' },
  COORDINATOR_NOT_AVAILABLE: { code: 15, retriable: true, message: 'The coordinator is not available.' },
  NOT_COORDINATOR: { code: 16, retriable: true, message: 'This broker is not the coordinator.' },
  INVALID_TOPIC_EXCEPTION: { code: 17, retriable: false, message: 'The topic name is not valid.' },
  RECORD_LIST_TOO_LARGE: { code: 18, retriable: false, message: 'The record set is too large.' },
  INVALID_REQUIRED_ACKS: { code: 21, retriable: false, message: 'acks must be 0, 1 or -1.' },
  ILLEGAL_GENERATION: { code: 22, retriable: false, message: 'The group has moved to another generation.' },
  INCONSISTENT_GROUP_PROTOCOL: {
    code: 23,
    retriable: false,
    message: 'The member has no protocol in common with its group.',
  },
  INVALID_GROUP_ID: { code: 24, retriable: false, message: 'The group id is not valid.' },
  UNKNOWN_MEMBER_ID: { code: 25, retriable: false, message: 'The group has no such member.' },
  INVALID_SESSION_TIMEOUT: { code: 26, retriable: false, message: 'The session timeout is out of range.' },
  REBALANCE_IN_PROGRESS: { code: 27, retriable: false, message: 'The group is rebalancing.' },
  INVALID_COMMIT_OFFSET_SIZE: { code: 28, retriable: false, message: 'The committed offset is too large.' },
  TOPIC_AUTHORIZATION_FAILED: { code: 29, retriable: false, message: 'Not authorized for the topic.' },
  INVALID_TIMESTAMP: { code: 32, retriable: false, message: 'The timestamp of a record is out of range.' },
  UNSUPPORTED_VERSION: { code: 35, retriable: false, message: 'The version of the API is not supported.' },
  TOPIC_ALREADY_EXISTS: { code: 36, retriable: false, message: 'A topic of this name exists already.' },
  INVALID_PARTITIONS: { code: 37, retriable: false, message: 'The number of partitions is not valid.' },
  INVALID_REPLICATION_FACTOR: { code: 38, retriable: false, message: 'The replication factor is not valid.' },
  INVALID_REPLICA_ASSIGNMENT: { code: 39, retriable: false, message: 'The replica assignment is not valid.' },
  INVALID_CONFIG: { code: 40, retriable: false, message: 'The configuration is not valid.' },
  NOT_CONTROLLER: { code: 41, retriable: true, message: 'This broker is not the controller.' },
  INVALID_REQUEST: { code: 42, retriable: false, message: 'The request is not valid.' },
  POLICY_VIOLATION: { code: 44, retriable: false, message: 'A policy of the topic forbids the request.' },
  UNSUPPORTED_FOR_MESSAGE_FORMAT: {
    code: 43,
    retriable: false,
    message: 'The record format does not support the request; expected magic 2.',
  },
  OUT_OF_ORDER_SEQUENCE_NUMBER: {
    code: 45,
    retriable: false,
    message: 'The sequence number does not follow the last one of the producer.',
  },
  DUPLICATE_SEQUENCE_NUMBER: { code: 46, retriable: false, message: 'The sequence number was used before.' },
  INVALID_PRODUCER_EPOCH: { code: 47, retriable: false, message: 'A newer producer has the same id.' },
  INVALID_TXN_STATE: { code: 48, retriable: false, message: 'The transaction does not allow this now.' },
  INVALID_PRODUCER_ID_MAPPING: {
    code: 49,
    retriable: false,
    message: 'The producer id is not the one of the transactional id.',
  },
  INVALID_TRANSACTION_TIMEOUT: {
    code: 50,
    retriable: false,
    message: 'The transaction timeout is larger than the broker allows.',
  },
  CONCURRENT_TRANSACTIONS: { code: 51, retriable: true, message: 'Another transaction is being completed.' },
  OPERATION_NOT_ATTEMPTED: {
    code: 55,
    retriable: false,
    message: 'Not tried because another part of the same request failed.',
  },
  KAFKA_STORAGE_ERROR: { code: 56, retriable: true, message: 'The disk failed.' },
  UNKNOWN_PRODUCER_ID: { code: 59, retriable: false, message: 'The producer id is not known.' },
  NON_EMPTY_GROUP: { code: 68, retriable: false, message: 'The group has members.' },
  GROUP_ID_NOT_FOUND: { code: 69, retriable: false, message: 'There is no such group.' },
  FETCH_SESSION_ID_NOT_FOUND: { code: 70, retriable: true, message: 'There is no such fetch session.' },
  INVALID_FETCH_SESSION_EPOCH: {
    code: 71,
    retriable: true,
    message: 'The fetch session epoch is not valid.',
  },
  FENCED_LEADER_EPOCH: { code: 74, retriable: true, message: 'The leader epoch is older than the current.' },
  UNKNOWN_LEADER_EPOCH: { code: 75, retriable: true, message: 'The leader epoch is newer than the current.' },
  UNSUPPORTED_COMPRESSION_TYPE: {
    code: 76,
    retriable: false,
    message: 'The compression of the records is not supported.',
  },
  STALE_BROKER_EPOCH: { code: 77, retriable: false, message: 'The broker epoch has changed.' },
  OFFSET_NOT_AVAILABLE: { code: 78, retriable: true, message: 'The offset is not available yet.' },
  MEMBER_ID_REQUIRED: { code: 79, retriable: false, message: 'Join again with the member id given here.' },
  GROUP_MAX_SIZE_REACHED: { code: 81, retriable: false, message: 'The group has its maximum size.' },
  FENCED_INSTANCE_ID: {
    code: 82,
    retriable: false,
    message: 'Another member has registered with the same group instance id.',
  },
  GROUP_SUBSCRIBED_TO_TOPIC: {
    code: 86,
    retriable: false,
    message: 'The offsets of a topic cannot be deleted while the group subscribes to it.',
  },
  INVALID_RECORD: { code: 87, retriable: false, message: 'The broker refused a record.' },
  UNSTABLE_OFFSET_COMMIT: {
    code: 88,
    retriable: true,
    message: 'Offsets of an unfinished transaction must be waited for.',
  },
  THROTTLING_QUOTA_EXCEEDED: { code: 89, retriable: true, message: 'The quota is used up.' },
  PRODUCER_FENCED: { code: 90, retriable: false, message: 'A newer producer has the same transactional id.' },
  TRANSACTIONAL_ID_NOT_FOUND: { code: 105, retriable: false, message: 'There is no such transactional id.' },
  UNKNOWN_TOPIC_ID: { code: 100, retriable: true, message: 'There is no topic with this id.' },
} as const satisfies Record<string, KafkaErrorEntry>;

export type KafkaErrorName = keyof typeof kafkaErrors;

/** An error that a client gets to see as a number on the wire, for one partition, topic or request. */
export class KafkaWireError extends Error {
  override readonly name = 'KafkaWireError';
  readonly error: KafkaErrorName;
  readonly code: number;
  readonly retriable: boolean;

  /** @param detail replaces the sentence of the table: what was expected, what came */
  constructor(error: KafkaErrorName, detail?: string) {
    super(detail ?? kafkaErrors[error].message);
    this.error = error;
    this.code = kafkaErrors[error].code;
    this.retriable = kafkaErrors[error].retriable;
  }
}
