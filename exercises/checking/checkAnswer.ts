import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CheckReport, Failure } from './report.ts';

const program = fileURLToPath(new URL('runChecks.main.ts', import.meta.url));
// A loop without end cannot be stopped from inside.
const silenceLimitMs = 25_000;

/** What became of one check. */
export interface CheckResult {
  readonly check: string;
  readonly failure?: Failure | undefined;
}

/** The checks of an exercise as far as they ran, and what the answer printed. */
export interface Answer {
  readonly results: readonly CheckResult[];
  readonly passed: boolean;
  readonly output: string;
  readonly seed: number;
}

/** Where the checks and the answer are; absolute paths. */
export interface CheckOptions {
  readonly checks: string;
  readonly answer: string;
  /** Checks choose their values by it; another each time unless given. */
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Runs the checks of an exercise on an answer, in a process of its own that is gone afterwards. */
export async function checkAnswer({ checks, answer, signal, ...options }: CheckOptions): Promise<Answer> {
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  const child = spawn(process.execPath, ['--import', 'tsx', program, checks, answer, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    signal,
    killSignal: 'SIGKILL',
  });
  const results: CheckResult[] = [];
  let output = '';
  let running: string | undefined = 'the checks start';
  let done = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (output.length < 20_000) output += String(chunk);
    });
  }
  const silence = setTimeout(() => child.kill('SIGKILL'), silenceLimitMs);
  child.on('message', (message) => {
    const report = message as CheckReport;
    silence.refresh();
    if (report.kind === 'done') done = true;
    else if (report.kind === 'started') running = report.check;
    else {
      running = undefined;
      results.push({ check: report.check, failure: report.kind === 'failed' ? report.failure : undefined });
    }
  });
  await new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  clearTimeout(silence);
  if (!done && !results.some(({ failure }) => failure)) {
    const message = child.killed
      ? 'it blocked the process'
      : `it ended the process (exit code ${child.exitCode})`;
    const look = child.killed ? 'Is there a loop that does not end?' : 'See what was printed.';
    results.push({ check: running ?? 'the checks end', failure: { message, look } });
  }
  const passed = done && results.length > 0 && results.every(({ failure }) => failure === undefined);
  return { results, passed, output, seed };
}
