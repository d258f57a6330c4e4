import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alignOutput } from './checks/alignOutput.ts';
import { documentedRuns } from './checks/documentedRuns.ts';
import { filesBelow } from './filesBelow.ts';

// On an idle machine none takes three seconds; a busy one may take ten times as long.
const commandMs = 30_000;
const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a script of the shell and gives what it printed. @throws Error when it fails or takes too long */
async function runShell(script: string, env: NodeJS.ProcessEnv, timeoutMs: number): Promise<string> {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  // In a process group of its own, so that npm, npx and what they start end together.
  const child = spawn('sh', ['-ec', script], { cwd: root, env, detached: true, stdio: [...stdio] });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, timeoutMs);
  const [code, signal] = await once(child, 'close');
  clearTimeout(timer);
  if (code !== 0) {
    const how = late ? `did not end within ${timeoutMs / 1000} s` : `ended with ${code ?? signal}`;
    throw new Error(`${script}\n${how}, having printed\n${printed.stdout}${printed.stderr}`);
  }
  return printed.stdout;
}

const pages = filesBelow(root, /\.md$/)
  .map((path) => ({ page: relative(root, path), runs: documentedRuns(readFileSync(path, 'utf8')) }))
  .filter(({ runs }) => runs.length > 0);

// Pages side by side, since most of a run is the start of its programs; the runs of a page in their order.
describe.concurrent.each(pages)('$page', ({ runs }) => {
  let directory: string;
  let broker: EmbeddedKafka | undefined;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'docs-'));
    // All runs of a page see the same Kafka, as those of a reader do.
    if (runs.some(({ needsKafka }) => needsKafka)) broker = await EmbeddedKafka.start();
  });
  afterAll(async () => {
    await broker?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  describe.sequential('prints what it says', () => {
    it.each(runs)(
      'line $line: $commands',
      async ({ commands, output, needsKafka }) => {
        const { FORCE_COLOR: _, ...inherited } = process.env;
        const env = {
          ...inherited,
          NO_COLOR: '1',
          TUTORIAL_DIR: directory,
          KAFKA_BROKERS: needsKafka ? broker?.bootstrap : '',
          KAFKA_PROVISION: '',
          // Without npm's two lines about the script that it runs.
          npm_config_loglevel: 'silent',
        };
        const printed = await runShell(commands, env, commands.split('\n').length * commandMs);
        expect(alignOutput(output, printed)).toBe(output);
      },
      10 * commandMs,
    );
  });
});

describe('a command that is not as its page says', () => {
  it('fails when it ends with an error', async () => {
    await expect(runShell('echo out; echo why >&2; false; echo on', process.env, commandMs)).rejects.toThrow(
      /ended with 1, having printed\nout\nwhy\n$/,
    );
  });

  it('fails when it does not end, and is ended with all that it started', async () => {
    await expect(runShell('sleep 600 | sleep 601', process.env, 200)).rejects.toThrow('did not end within');
  });
});
