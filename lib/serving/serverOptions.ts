import { parsePort, program } from '@kafka-tutorial/util';
import type { Command } from 'commander';
import { type Approach, ports } from './configuration.ts';

/** What can be said on the command line of every server. */
export interface ServerOptions {
  /** HTTP port. */
  readonly port: number;
  /** Consumer group; members of one group share the records. */
  readonly group: string;
  /** Tells the members of a group apart. */
  readonly instance: string;
  /** The folder below which models may be read by reference; undefined: none. */
  readonly modelRoot: string | undefined;
  /** Hosts from which models may be read by reference. */
  readonly modelHosts: readonly string[];
}

/** The command line of a server, to which a server may add options of its own. */
export function serverCommand(approach: Approach, description: string): Command {
  const port = process.env.PORT === undefined ? ports[approach] : parsePort(process.env.PORT);
  return program(approach, description)
    .option('--port <port>', 'port of the page and the endpoints', parsePort, port)
    .option('--group <id>', 'consumer group; servers of one group share the records', approach)
    .option('--instance <name>', 'name of this member of the group', 'a')
    .option('--model-root <dir>', 'folder of models that may be sent by reference', process.env.MODEL_ROOT)
    .option(
      '--model-hosts <host,...>',
      'hosts, or host:port, of models that may be sent by reference',
      parseHosts,
      parseHosts(process.env.MODEL_HOSTS ?? ''),
    );
}

/**
 * Reads the command line of a server; `--help` and wrong options end the process as commander does.
 *
 * @param argv as in `process.argv`
 */
export function parseServerOptions(
  approach: Approach,
  description: string,
  argv = process.argv,
): ServerOptions {
  return serverCommand(approach, description).parse(argv).opts<ServerOptions>();
}

function parseHosts(text: string): string[] {
  return text
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');
}
