import { parseArgs } from 'node:util';
import { type Disturbance, disturbances } from './disturber.ts';
import { SoakFailure, type SoakOptions, soak } from './soak.ts';

const usage = `Usage: npm run soak:kstreams -- [--minutes 3] [--seed N] [--instances 3] …

Runs a Kafka Streams application in several processes under load; kills, stops, pauses and starts them, and the
broker; then checks that nothing was lost and nothing is stuck or out of date. Exits with 1 when something is.

  --minutes M      how long it is disturbed (default 3)
  --seed N         which disturbances, in which order (default: a new one, which is printed)
  --instances N    processes at the beginning (default 3)
  --threads N      members of the group in each (default 2)
  --keys N         different keys (default 200)
  --rate N         records a second (default 500)
  --only a,b       of ${disturbances.join(', ')}
  --verbose        each event as it happens, and what the instances log
  --help           this text

KAFKA_BROKERS names a cluster to use; otherwise there is an embedded broker, which is killed too.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interrupted.abort(signal));
  }
  try {
    const options = read(args);
    if (options === undefined) {
      console.log(usage);
      return 0;
    }
    console.log(`seed ${options.seed}, on ${options.brokers ?? 'an embedded broker'}`);
    const { records, repeated, disturbances, threadsReplaced } = await soak({
      ...options,
      signal: interrupted.signal,
    });
    const done = [...disturbances].map(([kind, count]) => `${count} × ${kind}`).join(', ');
    console.log(`PASS  seed ${options.seed}: ${records} records, ${done}`);
    console.log(
      `      repeated: ${repeated.moved} moved, ${repeated.counted} counted; ${threadsReplaced} threads replaced`,
    );
    return 0;
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    if (!(error instanceof SoakFailure)) {
      console.error(error);
      return 2;
    }
    console.error(`${error.recent.join('\n')}\nFAIL  ${error.message}`);
    return 1;
  }
}

/** Undefined when only the usage is wanted. */
function read(args: string[]): Omit<SoakOptions, 'signal'> | undefined {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h' },
      verbose: { type: 'boolean' },
      minutes: { type: 'string', default: '3' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      instances: { type: 'string', default: '3' },
      threads: { type: 'string', default: '2' },
      keys: { type: 'string', default: '200' },
      rate: { type: 'string', default: '500' },
      only: { type: 'string', default: disturbances.join(',') },
    },
  });
  if (values.help) return undefined;
  const allowed = values.only.split(',').map((name) => name.trim() as Disturbance);
  for (const name of allowed) {
    if (!disturbances.includes(name))
      throw new Error(`--only ${name}: expected some of ${disturbances.join(', ')}`);
  }
  return {
    allowed,
    milliseconds: 60_000 * number('minutes', values.minutes),
    seed: number('seed', values.seed, 0),
    instances: number('instances', values.instances, 1),
    threads: number('threads', values.threads, 1),
    keys: number('keys', values.keys, 1),
    rate: number('rate', values.rate, 1),
    brokers: process.env.KAFKA_BROKERS || undefined,
    print: console.log,
    printDetail: values.verbose ? console.log : () => {},
  };
}

function number(name: string, text: string, from?: number): number {
  const value = Number(text);
  const isWhole = from === undefined || Number.isSafeInteger(value);
  if (text.trim() !== '' && isWhole && value >= (from ?? 0.01)) return value;
  throw new Error(
    `--${name} ${text}: expected a ${from === undefined ? 'number above 0' : `whole number from ${from}`}`,
  );
}
