/** What can be wrong with a topology, a record or a running task; docs/errors.md lists the same codes. */
export const kstreamsErrors = {
  TOPOLOGY_NAME_TAKEN: 'A node, store or topic of the topology has this name already.',
  TOPOLOGY_UNKNOWN_NAME: 'The topology has no node or store of this name.',
  TOPOLOGY_NAME_INVALID:
    'A name breaks the rules for names of topics, which names of nodes and stores become.',
  TOPOLOGY_INVALID: 'The topology cannot be built as described; the message says which rule it breaks.',
  SERIALIZATION_FAILED: 'A value cannot be turned into bytes by the serde of its topic.',
  DESERIALIZATION_FAILED: 'Bytes of a record cannot be read by the serde of their topic.',
  TIMESTAMP_INVALID: 'A record has no timestamp of 0 or more where one is required.',
  PRODUCTION_FAILED: 'A record cannot be written, and the handler decided to stop the task.',
  RECORD_TOO_LARGE: 'The cluster does not take a record of this size (max.message.bytes of its topic).',
  RECORD_REFUSED: 'The cluster does not take a record; the message has the name of its error.',
  RECORD_NOT_ACKNOWLEDGED:
    'Whether a record is written is not known: it was not acknowledged in time, or its topic was not found.',
  ANSWER_CORRUPT: 'An answer of a broker, or a record in it, is not what Kafka writes.',
  STORE_INVALID: 'A state store does not keep to the contract between stores and their task.',
  STORE_KEY_TOO_LONG: 'A key is longer than a persistent store can keep.',
  SUPPRESS_BUFFER_FULL: 'A suppression that must not let updates go early holds back more than it may.',
  STATE_DIRECTORY_LOCKED:
    'Another running process, or another task of this one, has the directory of a task.',
  STATE_CHECKPOINT_INVALID: 'A checkpoint file is damaged.',
  STORE_CLOSED: 'A state store is used before it was opened or after it was closed.',
  PROCESSING_FAILED: 'A processor threw, and the handler decided to stop the task.',
  PROCESSOR_MISUSED:
    'A processor asks its context for something that its place in the topology does not allow.',
  SOURCE_TOPIC_MISSING: 'A topic that the topology reads, or asks about, does not exist in the cluster.',
  PARTITIONS_MISMATCHED: 'Topics do not have the numbers of partitions that the topology needs.',
  NO_COMMITTED_OFFSET: 'There is no committed offset to begin at, and the reset policy gives none.',
  STREAMS_MISUSED: 'A KafkaStreams is used in a state that does not allow it.',
  TASK_MIGRATED: 'A thread was silent for so long that its tasks may be with others; it is replaced.',
  STORE_NOT_AVAILABLE: 'A store cannot be queried now: its task is not at work on this instance.',
  STORE_TYPE_MISMATCH: 'A store is queried as a type that it is not.',
  QUERY_INVALID: 'A query about a store cannot be read.',
  STREAMS_CONFIG_INVALID: 'A setting of KafkaStreams has a value that cannot be used.',
  TEST_DRIVER_MISUSED: 'The test driver is used in a way it does not support; the message says which.',
} as const;

export type KStreamsErrorCode = keyof typeof kstreamsErrors;

/** Every error this library throws on its own account. */
export class KStreamsError extends Error {
  override readonly name = 'KStreamsError';
  readonly code: KStreamsErrorCode;
  readonly hint: string | undefined;

  constructor(code: KStreamsErrorCode, message: string, options?: { hint?: string; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint;
  }
}
