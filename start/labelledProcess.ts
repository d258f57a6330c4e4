import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import type { Program } from './programs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const colors = ['cyan', 'magenta', 'green', 'yellow', 'blue', 'red'] as const;

/** A running program whose lines are printed with its name in front. */
export interface LabelledProcess {
  readonly name: string;
  /** The exit code; `null` when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Asks it to stop; kills it when it has not stopped after `limitMs` milliseconds. */
  stop(limitMs: number): Promise<void>;
}

/**
 * Starts a program of the workspace.
 *
 * @param position gives the label its colour
 * @param width of the labels, characters
 */
export function startLabelled(
  program: Program,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { position, width }: { position: number; width: number },
): LabelledProcess {
  const plain = `${program.name.padEnd(width)} |`;
  const colored = process.stdout.isTTY && !process.env.NO_COLOR;
  const label = colored ? styleText(colors[position % colors.length] ?? 'white', plain) : plain;
  // In a process group of its own: Ctrl-C reaches this program alone, which then stops the others in order.
  // The IPC channel tells them when this program is gone, however it ended.
  const child = spawn(process.execPath, ['--import', 'tsx', program.script, ...args], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => console.log(`${label} ${line}`));
  }
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
    child.once('error', (error) => {
      console.error(`${label} ${error.message}`);
      resolve(1);
    });
  });
  return { name: program.name, exited, stop: (limitMs) => stopProcess(child, exited, limitMs) };
}

async function stopProcess(child: ChildProcess, exited: Promise<unknown>, limitMs: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await exited;
  clearTimeout(timer);
}
