import { availableParallelism } from 'node:os';
import { host, type ServerOptions, serverCommand } from '@kafka-tutorial/serving';
import { parseCount } from '@kafka-tutorial/util';
import { Option } from 'commander';

/** What can be said on this server's command line. */
export interface ActorServerOptions extends ServerOptions {
  /** The address of this machine where the page, the endpoints and the other nodes reach it. */
  readonly host: string;
  /** Threads that actors live on. */
  readonly threads: number;
  /** Where actors keep their state. */
  readonly persistence: 'file' | 'kafka';
}

/** Reads the command line; `--help` and wrong options end the process as commander does. */
export function parseActorServerOptions(argv = process.argv): ActorServerOptions {
  const threads = Math.max(1, availableParallelism() - 1);
  return serverCommand('actorsPersistent', 'Scores records by persistent actors, one for each data type.')
    .option('--host <address>', 'where the page and the other nodes reach this one', host)
    .option('--threads <n>', 'threads that the actors live on', parseCount, threads)
    .addOption(
      new Option('--persistence <where>', 'where actors keep their state')
        .choices(['file', 'kafka'])
        .default('file'),
    )
    .parse(argv)
    .opts<ActorServerOptions>();
}
