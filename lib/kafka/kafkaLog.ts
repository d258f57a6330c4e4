import type { Logger } from '@kafka-tutorial/util';
import { type LogEntry, type logCreator, logLevel } from 'kafkajs';

// What kafkajs reports as errors and then tries again by itself; when it gives up, Consumer, Producer or the caller says so.
const transientNamespace = /^(Connection|BrokerPool|Cluster|ConsumerGroup|Runner|Admin|RequestQueue)\b/;
const transientMessage = /^Failed to send messages/;
// About a choice that was made: an application of kstreams gives up after a while, and goes on from its last commit.
const intended = /^Limiting retries for the idempotent producer/;
const callbackFailed = /^Error when calling|^Offset out of range/;

/** Passes kafkajs's messages on: what it retries by itself to `debug`, what a person must know to `warn` or `error`. */
export function kafkaLogCreator(logger: Logger): logCreator {
  return () => (entry) => {
    const line = describe(entry);
    const retried =
      transientMessage.test(entry.log.message) ||
      intended.test(entry.log.message) ||
      (transientNamespace.test(entry.namespace) && !callbackFailed.test(entry.log.message));
    if (entry.level > logLevel.WARN || retried) logger.debug(line);
    else if (entry.level === logLevel.WARN) logger.warn(line);
    else logger.error(line);
  };
}

function describe({ namespace, log }: LogEntry): string {
  const { message, error, broker, groupId } = log;
  const details = [broker, groupId, error instanceof Error ? error.message : error].filter(
    (detail) => typeof detail === 'string',
  );
  return [`kafkajs ${namespace}`, message, ...details].join(': ');
}
