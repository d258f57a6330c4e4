import type { Exercise } from '../exercise.ts';

export default {
  title: 'Partitions keep an order',
  chapter: 'docs/01-kafka.md',
  minutes: 15,
  difficulty: 'easy',
  files: ['partitioning.ts'],
  hints: [
    'A message for `producer.send` has a `value`, and may have a `key` and a `partition`. What do all measurements that must stay in order have in common?',
    'In `fixedPartitions` ask three sources one after the other, and take the first that knows: the message itself, `fixed`, the default partitioner. `a ?? b ?? c` says just that.',
    'A key may come as a string or as a Buffer, and `fixed` knows strings: `fixed.get(String(key))`.',
    'The whole function: `const { key, partition } = record.message; return partition ?? fixed.get(String(key)) ?? byHash(record);`',
  ],
  background: `The answer to the guess: in any order. Without keys the measurements of one wine are spread over all partitions, and
between partitions there is no order: one reader may be hours behind another. With keys there is an order for each wine, and still
none over all wines; who needs one over everything pays for it with a single partition, and so with a single reader.

The hash is part of the contract between programs: kafkajs and Java use murmur2, librdkafka another one unless it is told
(\`partitioner=murmur2_random\`). A join needs both topics partitioned alike, and a server on Kafka Streams looks for a key's state in
the key's partition. Hash modulo the number of partitions also means that adding partitions moves keys, and breaks their order once.

A fixed partition for a busy key is a remedy for a hot spot, not a habit. The workspace's keys are data types (client/dataPublisher.ts),
and its results name the partition of their input (lib/serving/messages.ts), which is why a named partition must come first.`,
  starterFails: { check: 'publishes the measurements of a wine with its key', because: /key/ },
  cheats: [
    { file: 'onePartition.ts', check: 'spreads the wines over the partitions' },
    { file: 'ownHash.ts', check: 'sends all other records where Kafka would' },
    { file: 'takesNoOrders.ts', check: 'leaves a record in the partition that it names' },
    { file: 'textOnly.ts', check: 'sends the records of a fixed key to its partition' },
  ],
} satisfies Exercise;
