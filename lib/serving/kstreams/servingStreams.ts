import { join } from 'node:path';
import { KafkaStreams, type KafkaStreamsConfig, type Topology } from '@kafka-tutorial/kstreams';
import { describeError, type Logger, type Run } from '@kafka-tutorial/util';
import { mayPass } from '../resultSink.ts';
import type { ServerOptions } from '../serverOptions.ts';

export interface ServingStreamsOptions {
  readonly topology: Topology;
  readonly kafka: KafkaStreamsConfig['kafka'];
  readonly options: ServerOptions;
  /** All local state is below it. */
  readonly directory: string;
  /** The address of this server's endpoints. */
  readonly url: string;
  readonly logger: Logger;
  readonly run: Run;
}

const closeWithinMs = 4_000;

/** Kafka Streams as all model servers run it. It is not started; the program ends when it fails, and it ends with the program. */
export function servingStreams(parts: ServingStreamsOptions): KafkaStreams {
  const { topology, kafka, options, directory, url, logger, run } = parts;
  const streams = new KafkaStreams(topology, {
    ...{ kafka, applicationId: options.group, applicationServer: new URL(url).host, logger },
    // A directory for each: of two instances on one machine only one can have a task's.
    stateDir: join(directory, 'kstreams', options.instance),
    commitIntervalMs: 1_000,
    // How long a killed server's partitions wait for their next owner.
    sessionTimeoutMs: 10_000,
    heartbeatIntervalMs: 1_000,
  });
  streams.setGlobalStateRestoreListener({
    onRestoreEnd({ topic, partition }, store, count) {
      if (count > 0) logger.info(`restored ${store} from ${count} changes in ${topic}-${partition}`);
    },
  });
  streams.setUncaughtExceptionHandler((error) => {
    if (!mayPass(error)) return 'SHUTDOWN_CLIENT';
    logger.warn(`going on from the last commit: ${describeError(error)}`);
    return 'REPLACE_THREAD';
  });
  streams.setStateListener((state) => {
    if (state === 'ERROR') run.stop('the stream failed', 1);
  });
  run.onStop(() => streams.close({ timeoutMs: closeWithinMs }));
  return streams;
}
