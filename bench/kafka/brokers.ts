import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A broker in a process of its own, on a directory of its own. */
export interface MeasuredBroker {
  readonly bootstrap: string;
  /** Resident memory now, in MB; NaN where the system does not tell. */
  residentMegabytes(): number;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

export interface BrokerKind {
  readonly name: string;
  start(): Promise<MeasuredBroker>;
}

const run = promisify(execFile);

export const embedded: BrokerKind = {
  name: 'embedded',
  async start() {
    const dir = mkdtempSync(join(tmpdir(), 'bench-embedded-'));
    const args = ['--import', 'tsx', 'lib/embeddedKafka/main.ts', '--port', '0', '--dir', dir];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    const bootstrap = /answers on (\S+),/.exec(String(line))?.[1];
    if (bootstrap === undefined) throw new Error(`the broker says: ${line}`);
    return {
      bootstrap,
      residentMegabytes: () => residentMegabytes(child.pid),
      async stop() {
        child.kill('SIGTERM');
        await once(child, 'exit');
        rmSync(dir, { recursive: true });
      },
    };
  },
};

/** @param script starts and stops Apache Kafka: `start --port P --dir D`, which prints `pid=…`, and `stop --port P --dir D` */
export function apacheKafka(script: string): BrokerKind {
  return {
    name: 'Apache Kafka',
    async start() {
      const dir = mkdtempSync(join(tmpdir(), 'bench-apache-'));
      const place = ['--port', `${await freePort()}`, '--dir', dir];
      const { stdout } = await run(script, ['start', ...place]);
      const pid = Number(/pid=(\d+)/.exec(stdout)?.[1]);
      const bootstrap = /bootstrap=(\S+)/.exec(stdout)?.[1] ?? '';
      return {
        bootstrap,
        residentMegabytes: () => residentMegabytes(pid),
        async stop() {
          await run(script, ['stop', ...place]);
          rmSync(dir, { recursive: true });
        },
      };
    },
  };
}

function residentMegabytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
