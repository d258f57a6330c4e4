import {
  KafkaStreams,
  type KafkaStreamsConfig,
  type StateRestoreListener,
  type Topology,
} from '@kafka-tutorial/kstreams';

/** An application that runs for a check, which closes it. */
export interface StartedStreams {
  readonly streams: KafkaStreams;
  /** Throws what has ended the application, for example an error in the learner's code. */
  isRunning(): boolean;
}

// Nothing that a check waits for takes seconds because of an interval.
const soon = { commitIntervalMs: 100, sessionTimeoutMs: 20_000, heartbeatIntervalMs: 100, pollMs: 20 };

/** Starts an application on a cluster. It runs somewhat later: wait for `isRunning`. */
export async function startStreams(
  topology: Topology,
  config: KafkaStreamsConfig,
  restoreListener: StateRestoreListener = {},
): Promise<StartedStreams> {
  const streams = new KafkaStreams(topology, { ...soon, ...config });
  let failure: unknown;
  streams.setGlobalStateRestoreListener(restoreListener);
  streams.setUncaughtExceptionHandler((error) => {
    failure = error;
    return 'SHUTDOWN_CLIENT';
  });
  await streams.start();
  return {
    streams,
    isRunning() {
      if (failure !== undefined) throw failure;
      return streams.state() === 'RUNNING';
    },
  };
}
