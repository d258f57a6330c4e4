import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type CheckReport, type Failure, importing } from './report.ts';

const program = fileURLToPath(new URL('runChecks.main.ts', import.meta.url));
const outputLimit = 20_000;

/** What became of one check. */
export interface CheckResult {
  readonly check: string;
  readonly failure?: Failure | undefined;
}

/** The checks of an exercise as far as they ran, and what the answer printed. */
export interface Answer {
  /** The names of all checks; none when they could not be read. */
  readonly checks: readonly string[];
  readonly results: readonly CheckResult[];
  readonly passed: boolean;
  readonly output: string;
  readonly seed: number;
  /** No other answer ran in the process before this one. */
  readonly alone: boolean;
}

/** Where the checks are; absolute paths. */
export interface CheckOptions {
  readonly checks: string;
  /** Checks choose their values by it; another each time unless given. */
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Ends with a failure that took seconds, as those after it would often wait in vain, too; default: all checks run. */
  readonly slowFailureIsLast?: boolean | undefined;
  /** A process that is silent for so long is taken for a loop without end; milliseconds. */
  readonly silenceLimitMs?: number | undefined;
}

/** Runs the checks of an exercise on an answer, in a process of its own that is gone afterwards. */
export async function checkAnswer(options: CheckOptions & { readonly answer: string }): Promise<Answer> {
  const [answer] = await checkAnswers({ ...options, answers: [options.answer] });
  return answer as Answer;
}

/**
 * Runs the checks on several answers, one after the other in the same process, because most of the time goes into
 * loading what they import. An answer that ends or blocks the process is run again in one of its own, and so are those
 * after it: it may be that an earlier one is to blame.
 *
 * @throws the signal's reason when it aborts
 */
export async function checkAnswers(
  options: CheckOptions & { readonly answers: readonly string[] },
): Promise<Answer[]> {
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
  const finished: Answer[] = [];
  while (finished.length < options.answers.length) {
    const runs = await runProcess({ ...options, seed, answers: options.answers.slice(finished.length) });
    options.signal?.throwIfAborted();
    const certain = runs.filter(({ done }, index) => done || index === 0);
    finished.push(...certain.map((run, index) => toAnswer(run, seed, index === 0)));
  }
  return finished;
}

function toAnswer({ checks, results, output, done }: AnswerRun, seed: number, alone: boolean): Answer {
  const passed = done && results.length > 0 && results.every(({ failure }) => failure === undefined);
  return { checks, results, passed, output, seed, alone };
}

interface AnswerRun {
  checks: readonly string[];
  readonly results: CheckResult[];
  output: string;
  running: string;
  done: boolean;
}

interface ProcessOptions extends CheckOptions {
  readonly seed: number;
  readonly answers: readonly string[];
}

/** Gives the answers that the process has begun with, at least one; the last one may have ended it. */
async function runProcess(options: ProcessOptions): Promise<AnswerRun[]> {
  const { checks, answers, seed, signal, slowFailureIsLast = false, silenceLimitMs = 12_000 } = options;
  signal?.throwIfAborted();
  // In a process group of its own, so that processes which an answer starts end with it.
  const args = [program, checks, String(seed), String(slowFailureIsLast), ...answers];
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const runs: AnswerRun[] = [];
  let current: AnswerRun = { checks: [], results: [], output: '', running: 'the checks start', done: false };
  let blocked = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (current.output.length < outputLimit) current.output += String(chunk);
    });
  }
  const silence = setTimeout(() => {
    blocked = true;
    killGroup(child);
  }, silenceLimitMs);
  const abort = () => killGroup(child);
  signal?.addEventListener('abort', abort);
  child.on('message', (message) => {
    const report = message as CheckReport;
    silence.refresh();
    if (report.kind === 'begun') {
      current = { checks: report.checks, results: [], output: '', running: importing, done: false };
      runs.push(current);
    } else if (report.kind === 'started') current.running = report.check;
    else if (report.kind === 'done') current.done = true;
    else if (report.kind === 'passed') current.results.push({ check: report.check });
    else if (report.kind === 'failed') current.results.push({ check: report.check, failure: report.failure });
  });
  await ended(child);
  clearTimeout(silence);
  signal?.removeEventListener('abort', abort);
  if (runs.length === 0) runs.push(current);
  if (!current.done && !current.results.some(({ check, failure }) => failure && check === current.running)) {
    current.results.push({ check: current.running, failure: endOf(child, blocked) });
  }
  return runs;
}

/** Resolves when the process is gone, all that it printed is read, and what it started is gone, too. */
async function ended(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve) => {
    child.once('exit', () => killGroup(child));
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // There are no groups on Windows; elsewhere, everything is gone already.
    child.kill('SIGKILL');
  }
}

function endOf({ exitCode, signalCode }: ChildProcess, blocked: boolean): Failure {
  if (blocked) return { message: 'it blocked the process', look: 'Is there a loop that does not end?' };
  if (exitCode === 13) {
    const message = 'it waits for something that never comes: nothing is left that could happen';
    return { message, look: 'Which promise of yours is never settled?' };
  }
  const how = exitCode === null ? `signal ${signalCode}` : `exit code ${exitCode}`;
  return { message: `it ended the process (${how})`, look: 'See what was printed.' };
}
