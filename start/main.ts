import { connectKafka } from '@kafka-tutorial/kafka';
import { createLogger, parseRate, parseSeconds, program, type Run, runProgram } from '@kafka-tutorial/util';
import { Argument } from 'commander';
import { type LabelledProcess, startLabelled } from './labelledProcess.ts';
import { client, servers } from './programs.ts';

const stopLimitMs = 4000;

const command = program(
  'npm start --',
  'Kafka, the client and the servers, in one terminal. Ctrl-C ends all of it.',
)
  .addArgument(
    new Argument('[servers...]', 'which servers; all when none is named').choices(
      servers.map(({ name }) => name),
    ),
  )
  .option('--rate <n>', 'records a second that the client publishes, or max', checked(parseRate), '1')
  .option('--model-interval <seconds>', 'time between two models', checked(parseSeconds), '10')
  .parse();
const { rate, modelInterval } = command.opts<{ rate: string; modelInterval: string }>();
const chosen = servers.filter(({ name }) => command.args.length === 0 || command.args.includes(name));
const programs = [client, ...chosen];

const logger = createLogger('start');
await runProgram(logger, start);

async function start(run: Run): Promise<void> {
  const kafka = await connectKafka({ clientId: 'start', logger });
  const env = { ...process.env, KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_PROVISION: undefined };
  const width = Math.max(...programs.map(({ name }) => name.length));
  const running: LabelledProcess[] = [];
  let stopping = false;

  run.onStop(() => kafka.stop());
  // Before that, while Kafka is still there: servers and client have results to publish and offsets to commit.
  run.onStop(() => {
    stopping = true;
    return Promise.all(running.map((child) => child.stop(stopLimitMs)));
  });

  for (const [position, program] of programs.entries()) {
    const args = program === client ? ['--rate', rate, '--model-interval', modelInterval] : [];
    const child = startLabelled(program, args, env, { position, width });
    running.push(child);
    void child.exited.then((code) => {
      if (stopping) return;
      logger.warn(`${child.name} ended ${code === null ? 'by a signal' : `with code ${code}`}`);
      running.splice(running.indexOf(child), 1);
      if (running.length === 0) run.stop('nothing is running any more', code ?? 1);
    });
  }
  for (const { name, url } of programs) logger.info(`${name} starts: ${url}`);
}

/** Tells a wrong option at once, and hands a right one on as it was written. */
function checked(parse: (text: string) => unknown): (text: string) => string {
  return (text) => {
    parse(text);
    return text;
  };
}
