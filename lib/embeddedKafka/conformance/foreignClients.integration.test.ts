import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedKafka } from '../index.ts';
import { runProgram } from '../testing/runProgram.ts';

/**
 * Programs with other people's clients, each of which prints what it finds. They run against the embedded broker, and
 * against the cluster of KAFKA_BROKERS where there is one: the findings must be the same. What is not installed is
 * skipped; the variables say where it is.
 *
 * - KAFKA_CLASSPATH: kafka-clients and its dependencies, for Java
 * - KAFKA_STREAMS_CLASSPATH: the same with kafka-streams
 * - KAFKA_PYTHON: a Python with confluent-kafka and kafka-python; default python3
 * - PLATFORMATIC_KAFKA: the main module of @platformatic/kafka
 */
const here = dirname(fileURLToPath(import.meta.url));
const { KAFKA_BROKERS, KAFKA_CLASSPATH, KAFKA_STREAMS_CLASSPATH, PLATFORMATIC_KAFKA } = process.env;
const python = process.env.KAFKA_PYTHON ?? 'python3';
const java = (classPath: string | undefined, file: string) => [
  'java',
  '-cp',
  classPath ?? '',
  join(here, 'java', file),
];

interface Program {
  name: string;
  isThere: boolean;
  command: string[];
  /** Behind bootstrap and topic. */
  more?: string[];
  says: string[];
}

const numbers = "'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'";

/** Transactions came with version 2.1. The system's Python has the system's packages, which may be older. */
function kafkaPython(interpreter: string): Program {
  const version = spawnSync(interpreter, ['-c', 'import kafka; print(kafka.__version__)'], {
    encoding: 'utf8',
  });
  const [major, minor] = version.stdout?.split('.').map(Number) ?? [];
  const hasTransactions = Number(major) > 2 || (major === 2 && Number(minor) > 0);
  const transactions = [
    `read_committed [${numbers}, 'commit', 'commit']`,
    `read_uncommitted [${numbers}, 'abort', 'commit', 'commit']`,
  ];
  return {
    name: `kafka-python ${version.stdout?.trim()} of ${interpreter}`,
    isThere: version.status === 0,
    command: [interpreter, join(here, 'python', 'kafkaPython.py')],
    says: [`group [${numbers}]`, 'offsets 10', ...(hasTransactions ? transactions : [])],
  };
}

const programs: Program[] = [
  {
    name: 'the Java client: transactions',
    isThere: KAFKA_CLASSPATH !== undefined,
    command: java(KAFKA_CLASSPATH, 'Transactions.java'),
    says: [
      'read_committed [committed-1, committed-2, committed-3]',
      'read_uncommitted [aborted, committed-1, committed-2, committed-3]',
      'offset 42',
      'ends 7 6',
      'fenced',
      'ends 8 8',
    ],
  },
  {
    name: 'the Java client: Admin',
    isThere: KAFKA_CLASSPATH !== undefined,
    command: java(KAFKA_CLASSPATH, 'AdminApis.java'),
    says: [
      'cluster: 1',
      'create: 1 60000',
      'create again: TopicExistsException',
      'create partitions: null',
      'create fewer: InvalidPartitionsException',
      'partitions: 3',
      'alter: null',
      'alter to nonsense: InvalidConfigurationException',
      'configs: retention.ms=604800000/DEFAULT_CONFIG/0 max.message.bytes=2000/DYNAMIC_TOPIC_CONFIG/2 cleanup.policy=delete,compact/DYNAMIC_TOPIC_CONFIG/2',
      'too large: RecordTooLargeException',
      'no key: InvalidRecordException',
      'earliest: 0',
      'latest: 10',
      'by time: 4',
      'behind all: -1',
      'max timestamp: 9',
      'delete records: 4',
      'delete too many: OffsetOutOfRangeException',
      'earliest: 4',
      'commit: null',
      'groups: true',
      'group: Empty 0',
      'unknown group: false',
      'delete offset: null',
      expect.stringMatching(/^offsets: \{.*-1=OffsetAndMetadata\{offset=8/) as unknown as string,
      'delete group: null',
      'delete group again: GroupIdNotFoundException',
      'delete: null',
      'describe deleted: UnknownTopicOrPartitionException',
    ],
  },
  {
    name: 'Kafka Streams under exactly_once_v2',
    isThere: KAFKA_STREAMS_CLASSPATH !== undefined,
    command: java(KAFKA_STREAMS_CLASSPATH, 'WordCount.java'),
    says: ['{0=200, 1=700, 2=700, 3=200, 4=200, line=1000, of=1000, run=1000}'],
  },
  {
    name: 'confluent-kafka',
    isThere: spawnSync(python, ['-c', 'import confluent_kafka']).status === 0,
    command: [python, join(here, 'python', 'confluent.py')],
    says: [
      'create again TOPIC_ALREADY_EXISTS',
      'partitions 4',
      'retention.ms 5000',
      ...['none', 'gzip', 'snappy', 'lz4', 'zstd'].map((codec) => `${codec} left 0`),
      'cooperative 500 2 2',
      'static member back with 4',
      "read_committed ['commit', 'commit']",
      "read_uncommitted ['commit', 'abort', 'commit']",
      'fenced _FENCED',
      'offset [17]',
      'end [8]',
      "group ['EMPTY']",
    ],
  },
  ...[...new Set([python, '/usr/bin/python3'])].map(kafkaPython),
  {
    name: '@platformatic/kafka',
    isThere: PLATFORMATIC_KAFKA !== undefined,
    command: [process.execPath, join(here, 'node', 'platformatic.mjs')],
    more: [PLATFORMATIC_KAFKA ?? ''],
    says: ['read committed commit commit', 'read uncommitted commit abort commit', 'groups true'],
  },
];

/** Log lines of the Java client begin with the time. */
const isFinding = (line: string) => line !== '' && !/^\d{4}-\d\d-\d\dT/.test(line);

describe.each(['the embedded broker', 'KAFKA_BROKERS'])('with %s', (target) => {
  const isReal = target === 'KAFKA_BROKERS';
  if (isReal && KAFKA_BROKERS === undefined)
    console.warn('skipped: KAFKA_BROKERS names no real Kafka to compare with');
  let broker: EmbeddedKafka | undefined;

  beforeAll(async () => {
    if (!isReal) broker = await EmbeddedKafka.start({ log: (line) => console.error(line) });
  });
  afterAll(() => broker?.stop());

  for (const { name, isThere, command, more = [], says } of programs) {
    if (!isThere) console.warn(`skipped: ${name} is not installed`);
    it.skipIf(!isThere || (isReal && KAFKA_BROKERS === undefined))(name, { timeout: 150_000 }, async () => {
      const topic = `conformance-${Date.now()}`;
      const bootstrap = broker?.bootstrap ?? KAFKA_BROKERS ?? '';
      const { status, stdout, stderr } = await runProgram([...command, bootstrap, topic, ...more]);
      expect(stdout.split('\n').filter(isFinding), stderr).toEqual(says);
      expect(status, stderr).toBe(0);
    });
  }
});
