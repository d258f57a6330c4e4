import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrokerOptions, RunningBroker } from './broker.ts';
import type { FromBroker, ToBroker } from './brokerMessages.ts';
import { EmbeddedKafkaError } from './errors.ts';

const stopMs = 5_000;
const require = createRequire(import.meta.url);

/**
 * Starts the broker in a child process, so that neither keeps the other waiting. The child ends with this process,
 * however this one ends.
 *
 * @throws EmbeddedKafkaError what the broker throws, and PROCESS_FAILED
 */
export async function startBrokerProcess(
  options: BrokerOptions,
  log: (line: string) => void,
): Promise<RunningBroker> {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const child = fork(fileURLToPath(new URL('brokerProcess.main.ts', import.meta.url)), {
    execArgv: ['--import', tsx],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const port = await started(child, options, log);
  let ending = false;
  child.on('exit', (code, signal) => {
    if (!ending) log(`the broker's process ended unexpectedly: ${signal ?? `exit code ${code}`}`);
  });
  return {
    port,
    inject: (fault) => aboutFaults(child, { type: 'inject', fault }),
    clearFaults: () => aboutFaults(child, { type: 'clearFaults' }),
    async stop() {
      ending = true;
      const impatient = setTimeout(() => child.kill('SIGKILL'), stopMs);
      if (child.connected) child.send({ type: 'stop' } satisfies ToBroker);
      await exited;
      clearTimeout(impatient);
    },
    async kill() {
      ending = true;
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function aboutFaults(child: ChildProcess, request: ToBroker): Promise<void> {
  return new Promise((resolve, reject) => {
    const answered = (message: FromBroker) => {
      if (message.type !== 'faults') return;
      child.off('message', answered);
      if (message.refused === undefined) resolve();
      else reject(new EmbeddedKafkaError('OPTION_INVALID', message.refused));
    };
    child.on('message', answered);
    child.send(request);
  });
}

function started(child: ChildProcess, options: BrokerOptions, log: (line: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new EmbeddedKafkaError('PROCESS_FAILED', `the broker's process did not start: ${why}`));
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code, signal) => fail(signal ?? `exit code ${code}`));
    child.on('message', (message: FromBroker) => {
      if (message.type === 'started') resolve(message.port);
      else if (message.type === 'log') log(message.line);
      else if (message.type === 'failed')
        reject(
          new EmbeddedKafkaError(message.code, message.message, message.hint ? { hint: message.hint } : {}),
        );
    });
    child.send({ type: 'start', options } satisfies ToBroker);
  });
}
