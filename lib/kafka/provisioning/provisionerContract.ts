import { silentLogger } from '@kafka-tutorial/util';
import { afterEach, expect, test } from 'vitest';
import { createClient } from '../client.ts';
import { readOne } from '../readOne.ts';
import { uniqueName } from '../uniqueName.ts';
import { probe } from './probe.ts';
import type { ProvisionedKafka, Provisioner } from './provisioner.ts';

export interface ProvisionerCase {
  readonly create: () => Provisioner;
  /** What is expected of `stop`: a broker that was started ends, one that was there goes on. */
  readonly afterStop: 'gone' | 'running';
}

/** What every way to come by a Kafka promises. */
export function provisionerContract({ create, afterStop }: ProvisionerCase): void {
  let provisioned: ProvisionedKafka | undefined;

  afterEach(async () => {
    await provisioned?.stop();
    provisioned = undefined;
  });

  async function provision(): Promise<ProvisionedKafka> {
    provisioned = await create().provision();
    if (!provisioned) throw new Error('provisioned nothing');
    return provisioned;
  }

  test('gives a Kafka in which a client creates a topic, produces and consumes', async () => {
    const { brokers, security } = await provision();
    const kafka = createClient({ clientId: 'contract', brokers, security, logger: silentLogger });
    const topic = uniqueName('contract');
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 2 }] });
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic, messages: [{ key: 'key', value: 'value' }] });
    await producer.disconnect();

    const { key, value } = await readOne(kafka, topic);

    expect([String(key), String(value)]).toEqual(['key', 'value']);
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
  });

  test(`after stop, called twice, the broker is ${afterStop}`, async () => {
    const { brokers, security, stop } = await provision();
    const [host, port] = String(brokers[0]).split(':');

    await stop();
    await stop();

    // By hand a listener can be asked only without TLS.
    if (security.ssl) return;
    expect(await probe(String(host), Number(port), 2_000)).toBe(afterStop === 'gone' ? 'nothing' : 'kafka');
  });
}
