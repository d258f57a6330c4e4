import { findKafka } from '@kafka-tutorial/kafka';
import { describeError, silentLogger } from '@kafka-tutorial/util';
import type { Kafka } from 'kafkajs';

/** What ends a command that would go on for ever. */
export interface ToolRun {
  /** Resolves at Ctrl-C, or when nobody reads the output any more. */
  readonly stopped: Promise<void>;
}

/** Runs a command against the Kafka that is there. Its output is for pipes: what goes wrong is said on stderr, with exit code 1. */
export async function withKafka(command: (kafka: Kafka, run: ToolRun) => Promise<void>): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    // Whoever read the output has gone, as `head` does when it has enough.
    process.stdout.on('error', () => resolve());
  });
  try {
    const connection = await findKafka({ clientId: 'kafka-tools', logger: silentLogger });
    await command(connection.kafka, { stopped });
    await connection.stop();
  } catch (error) {
    console.error(describeError(error));
    process.exitCode = 1;
  }
  // A client that cannot close its connections must not keep the command from ending.
  process.exit();
}
