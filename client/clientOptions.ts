import { ports } from '@kafka-tutorial/serving';
import { parseCount, parsePort, parseRate, parseSeconds, program } from '@kafka-tutorial/util';
import { Option } from 'commander';

export interface ClientOptions {
  /** Records a second; Infinity for as many as possible. */
  readonly rate: number;
  /** Seconds between two models; 0 for only the first of every data type. */
  readonly modelInterval: number;
  /** How many records in all; Infinity for no end. */
  readonly count: number;
  /** Of the state, metrics and probes. */
  readonly port: number;
}

/**
 * Reads the command line of the client; `--help` and wrong options end the process as commander does.
 *
 * @param argv as in `process.argv`
 */
export function parseClientOptions(argv = process.argv): ClientOptions {
  const port = process.env.PORT === undefined ? ports.client : parsePort(process.env.PORT);
  return program('client', 'Publishes records of wines and penguins, and in rotation models that score them.')
    .option('--rate <n>', 'records a second, or max', parseRate, 1)
    .option('--model-interval <seconds>', 'time between two models; 0: only the first ones', parseSeconds, 10)
    .addOption(
      new Option('--count <n>', 'ends after this many records')
        .argParser(parseCount)
        .default(Infinity, 'on Ctrl-C'),
    )
    .option('--port <port>', 'port of /state, /metrics and /health', parsePort, port)
    .parse(argv)
    .opts<ClientOptions>();
}
