import type { Logger } from '@kafka-tutorial/util';
import { KafkaConnectionError } from '../errors.ts';
import type { Starter } from './provisioner.ts';

export interface EmbeddedOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Where the broker keeps its data. */
  readonly dir: string;
  /** `process`: in a process of its own, beside the program's event loop. */
  readonly isolation: 'none' | 'process';
  /** Takes what goes wrong in the broker while it runs. */
  readonly logger: Logger;
}

const host = '127.0.0.1';

/** Starts the broker of this workspace. It ends with the program that started it. */
export function embeddedStarter({ port, dir, isolation, logger }: EmbeddedOptions): Starter {
  return {
    readyMs: 10_000,
    async provision() {
      const { EmbeddedKafka, EmbeddedKafkaError } = await import('@kafka-tutorial/embedded-kafka');
      try {
        const broker = await EmbeddedKafka.start({
          host,
          port,
          dir,
          isolation,
          log: (line) => logger.warn(line),
        });
        return { origin: 'embedded', brokers: [broker.bootstrap], security: {}, stop: () => broker.stop() };
      } catch (cause) {
        if (!(cause instanceof EmbeddedKafkaError)) throw cause;
        if (cause.code === 'PORT_IN_USE') {
          throw new KafkaConnectionError('KAFKA_PORT_TAKEN', `the port ${port} of ${host} is in use`, {
            hint: 'Free the port, or set KAFKA_BROKERS=host:port to a Kafka elsewhere.',
            cause,
          });
        }
        if (cause.code === 'DIRECTORY_IN_USE') {
          throw new KafkaConnectionError('KAFKA_DIRECTORY_IN_USE', `another broker works in ${dir}`, {
            hint: `Point KAFKA_BROKERS at that broker, stop it, or set TUTORIAL_DIR to another directory.`,
            cause,
          });
        }
        throw cause;
      }
    },
  };
}
