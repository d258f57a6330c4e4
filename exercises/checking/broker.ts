import { EmbeddedKafka, type EmbeddedKafkaOptions } from '@kafka-tutorial/embedded-kafka';
import { followTopic } from '@kafka-tutorial/kafka';
import { silentLogger } from '@kafka-tutorial/util';
import kafkajs, {
  type Consumer,
  type ConsumerConfig,
  type Kafka,
  type KafkaMessage,
  type logCreator,
} from 'kafkajs';

/** A broker of a check's own. */
export interface Broker {
  readonly bootstrap: string;
  readonly kafka: Kafka;
  readonly embedded: EmbeddedKafka;
  createTopic(topic: string, partitions?: number): Promise<void>;
  /** Partitions are chosen by the key, as Java's producer does, unless a message names one. */
  produce(
    topic: string,
    messages: readonly { key?: string | Buffer; value: string | Buffer | null; partition?: number }[],
  ): Promise<void>;
  /** All committed records of a topic so far, by partition and offset. */
  read(topic: string): Promise<(KafkaMessage & { partition: number })[]>;
}

// By default a stop waits for a fetch of up to 5 s, and a rebalance for a heartbeat of up to 3 s.
class PromptKafka extends kafkajs.Kafka {
  override consumer(config: ConsumerConfig): Consumer {
    return super.consumer({ maxWaitTimeInMs: 100, heartbeatInterval: 100, ...config });
  }
}

/** What a check lets go wrong. */
export class PlannedFailure extends Error {}

/** kafkajs tells its log alone what a handler of a learner's threw; without that a consumer just seems to wait. */
function listenForThrown(thrown: unknown[]): logCreator {
  return () => {
    return ({ log }) => {
      const { message, error } = log;
      if (message.startsWith('Error when calling') && !(error instanceof PlannedFailure)) thrown.push(error);
    };
  };
}

/**
 * Runs a function with a broker on a free port and in a temporary folder; both are gone afterwards. When the function
 * fails after a consumer's handler threw, that is the error.
 */
export async function withBroker<T>(
  use: (broker: Broker) => Promise<T>,
  options: EmbeddedKafkaOptions = {},
): Promise<T> {
  const config = { groups: { minSessionTimeoutMs: 500 } };
  const embedded = await EmbeddedKafka.start({ config, ...options });
  const thrown: unknown[] = [];
  const kafka = new PromptKafka({
    brokers: [embedded.bootstrap],
    logLevel: kafkajs.logLevel.ERROR,
    logCreator: listenForThrown(thrown),
    retry: { initialRetryTime: 50 },
  });
  const admin = kafka.admin();
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  try {
    await Promise.all([admin.connect(), producer.connect()]);
    return await use({
      bootstrap: embedded.bootstrap,
      kafka,
      embedded,
      createTopic: async (topic, numPartitions = 1) => {
        await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions }] });
      },
      produce: async (topic, messages) => {
        await producer.send({ topic, messages: [...messages] });
      },
      read: (topic) => readAll(kafka, topic),
    });
  } catch (error) {
    throw thrown[0] ?? error;
  } finally {
    await Promise.allSettled([admin.disconnect(), producer.disconnect()]);
    await embedded.stop();
  }
}

async function readAll(kafka: Kafka, topic: string) {
  const found: (KafkaMessage & { partition: number })[] = [];
  const follower = await followTopic({
    ...{ kafka, topic, groupId: 'reader', logger: silentLogger },
    onRecord: ({ partition, message }) => void found.push({ ...message, partition }),
  });
  try {
    await follower.caughtUp;
  } finally {
    await follower.stop();
  }
  return found.sort((a, b) => a.partition - b.partition || Number(BigInt(a.offset) - BigInt(b.offset)));
}
