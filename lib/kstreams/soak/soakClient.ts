import kafkajs, { type Kafka } from 'kafkajs';

/** A client with the patience that kafkajs has by itself, of some seconds: the broker is away at times. */
export function soakClient(bootstrap: string): Kafka {
  const { NOTHING, INFO } = kafkajs.logLevel;
  const logLevel = process.env.KSTREAMS_TEST_LOG ? INFO : NOTHING;
  return new kafkajs.Kafka({ brokers: [bootstrap], logLevel });
}
