import { awaitBroker } from '../awaitBroker.ts';
import { KafkaConnectionError } from '../errors.ts';
import { probe } from './probe.ts';
import { leaveRunning, type Provisioner } from './provisioner.ts';

const host = '127.0.0.1';

/** Uses the Kafka that already listens on this machine, such as one that another terminal has started. */
export function localhostProvisioner(port: number, timeoutMs = 10_000): Provisioner {
  return {
    async provision() {
      const listener = await probe(host, port, 3_000);
      if (listener === 'nothing') return undefined;
      const broker = `${host}:${port}`;
      if (listener === 'other') {
        throw new KafkaConnectionError('KAFKA_PORT_TAKEN', `what listens on ${broker} does not speak Kafka`, {
          hint: 'Free the port, or set KAFKA_BROKERS=host:port to a Kafka elsewhere (also when it is a Kafka that wants TLS).',
        });
      }
      await awaitBroker([broker], {}, timeoutMs);
      return { origin: 'localhost', brokers: [broker], security: {}, stop: leaveRunning };
    },
  };
}
