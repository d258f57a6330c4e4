import { awaitBroker } from '../awaitBroker.ts';
import { KafkaConnectionError } from '../errors.ts';
import { readSecurity, securitySettings } from '../security.ts';
import { leaveRunning, type Provisioner } from './provisioner.ts';

/** Uses the cluster that KAFKA_BROKERS names, with KAFKA_SSL… and KAFKA_SASL_…. */
export function environmentProvisioner(env: NodeJS.ProcessEnv, timeoutMs = 10_000): Provisioner {
  return {
    async provision() {
      if (!env.KAFKA_BROKERS) {
        refuseSecurityWithoutBrokers(env);
        return undefined;
      }
      const brokers = parseBrokers(env.KAFKA_BROKERS);
      const security = readSecurity(env);
      await awaitBroker(brokers, security, timeoutMs);
      return { origin: 'environment', brokers, security, stop: leaveRunning };
    },
  };
}

/** Splits `host:port,host:port`; kafkajs knows no IPv6 addresses. */
function parseBrokers(text: string): string[] {
  return text.split(',').map((part) => {
    const broker = part.trim();
    const port = Number(/^[^\s:/@]+:(\d{1,5})$/.exec(broker)?.[1]);
    if (port >= 1 && port <= 65535) return broker;
    throw new KafkaConnectionError('KAFKA_BROKERS_INVALID', `KAFKA_BROKERS: "${broker}" is not a host:port`, {
      hint: 'Write for example KAFKA_BROKERS=kafka1.example.org:9092,kafka2.example.org:9092',
    });
  });
}

function refuseSecurityWithoutBrokers(env: NodeJS.ProcessEnv): void {
  const names = securitySettings(env).filter((name) => env[name] !== 'false');
  if (names.length === 0) return;
  throw new KafkaConnectionError(
    'KAFKA_SECURITY_INVALID',
    `${names.join(', ')} set, but KAFKA_BROKERS is not`,
    {
      hint: 'They describe the cluster in KAFKA_BROKERS: set it, or leave them out.',
    },
  );
}
