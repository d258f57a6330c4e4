import { inspect } from 'node:util';
import { KStreamsError } from '../errors.ts';
import { KafkaStreams } from '../kafka/kafkaStreams.ts';
import { QueryableStoreTypes } from '../query/queryableStoreTypes.ts';
import { StoreQueryParameters } from '../query/storeQueryParameters.ts';
import type { FromInstance, InstanceOptions, ToInstance } from './instanceMessages.ts';
import { soakClient } from './soakClient.ts';
import { type StoreName, soakTopics, soakTopology } from './soakTopology.ts';
import { timing } from './timing.ts';

/** An instance of the application, in a process of its own that may be killed at any time. */

const { bootstrap, run, stateDir, threads } = JSON.parse(process.argv[2] ?? '') as InstanceOptions;
const warn = (line: string) => send({ type: 'log', line });
const streams = new KafkaStreams(soakTopology(soakTopics(run)), {
  ...timing,
  applicationId: run,
  kafka: soakClient(bootstrap),
  stateDir,
  numStreamThreads: threads,
  logger: { warn, error: warn },
});
streams.setStateListener((state) => send({ type: 'state', state }));
streams.setUncaughtExceptionHandler((error) => {
  // With all its causes.
  send({ type: 'threadFailed', why: inspect(error) });
  return 'REPLACE_THREAD';
});

process.on('message', (message: ToInstance) => {
  if (message !== 'rows') return;
  send({ type: 'rows', rows: { first: rowsOf('first'), counts: rowsOf('counts'), last: rowsOf('last') } });
});
process.on('SIGTERM', close);
// Ctrl-C in a terminal reaches this process too; the soak test, which it reaches as well, ends this one.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(1));

await streams.start();

/** Of all tasks that are here; none when the store has no task here. */
function rowsOf(name: StoreName): [string, unknown][] {
  try {
    const type = QueryableStoreTypes.keyValueStore<string, unknown>();
    const store = streams.store(StoreQueryParameters.fromNameAndType(name, type));
    return [...store.all()].map(({ key, value }) => [key, value]);
  } catch (error) {
    if (error instanceof KStreamsError && error.code === 'STORE_NOT_AVAILABLE') return [];
    throw error;
  }
}

function close(): void {
  streams.close({ timeoutMs: timing.closeMs }).then(
    (closed) => process.exit(closed ? 0 : 2),
    () => process.exit(3),
  );
}

function send(message: FromInstance): void {
  if (process.connected) process.send?.(message);
}
