import { type RunningBroker, startBroker } from './broker.ts';
import type { FromBroker, ToBroker } from './brokerMessages.ts';
import { EmbeddedKafkaError } from './errors.ts';

/** The child process of `isolation: 'process'`: starts a broker when told, and ends with its parent. */

let broker: Promise<RunningBroker> | undefined;

// Ctrl-C in a terminal reaches the parent too, which stops this process when its own clients are done.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', stop);
process.on('disconnect', stop);
process.on('message', (message: ToBroker) => {
  if (message.type === 'stop') {
    stop();
    return;
  }
  if (message.type !== 'start') {
    const done = broker?.then((running) =>
      message.type === 'inject' ? running.inject(message.fault) : running.clearFaults(),
    );
    done?.then(
      () => send({ type: 'faults', refused: undefined }),
      (error: Error) => send({ type: 'faults', refused: error.message }),
    );
    return;
  }
  broker = startBroker(message.options, (line) => send({ type: 'log', line }));
  broker.then(({ port }) => send({ type: 'started', port }), fail);
});

function stop(): void {
  const stopped = broker?.then((running) => running.stop()) ?? Promise.resolve();
  stopped.then(
    () => process.exit(0),
    () => process.exit(1),
  );
}

function fail(error: unknown): void {
  const { message } = error as Error;
  const known = error instanceof EmbeddedKafkaError;
  const code = known ? error.code : 'PROCESS_FAILED';
  send({ type: 'failed', code, message, hint: known ? error.hint : undefined }, () => process.exit(1));
}

function send(message: FromBroker, sent?: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, sent);
}
