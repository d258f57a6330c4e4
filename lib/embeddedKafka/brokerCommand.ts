import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { EmbeddedKafka } from './embeddedKafka.ts';
import { EmbeddedKafkaError } from './errors.ts';

interface Options {
  port: number;
  host: string;
  dir: string;
}

/** The command that runs a broker until Ctrl-C; other commands can be added to it. */
export function brokerCommand(name: string): Command {
  return new Command(name)
    .description(
      "Runs a Kafka broker of one node, until Ctrl-C. It speaks Kafka's protocol: any client can use it.",
    )
    .option('--port <port>', 'port to listen on; 0 takes any free one', parsePort, 9092)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--dir <dir>', 'where the data lives', join(process.env.TUTORIAL_DIR || '.tutorial', 'kafka'))
    .showHelpAfterError()
    .allowExcessArguments(false)
    .action(run);
}

async function run({ port, host, dir }: Options): Promise<void> {
  try {
    const broker = await EmbeddedKafka.start({ port, host, dir, log: (line) => console.error(line) });
    console.log(`Kafka answers on ${broker.bootstrap}, data in ${broker.dir} (Ctrl-C stops it)`);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(broker));
  } catch (error) {
    if (!(error instanceof EmbeddedKafkaError)) throw error;
    console.error(`${error.message} (${error.code})${error.hint ? `\n  ${error.hint}` : ''}`);
    process.exitCode = 1;
  }
}

function stop(broker: EmbeddedKafka): void {
  broker.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(`while stopping: ${error instanceof Error ? error.message : error}`);
      process.exit(1);
    },
  );
}

function parsePort(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65535)
    throw new InvalidArgumentError('expected a port from 0 to 65535');
  return number;
}
