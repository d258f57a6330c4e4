import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Usage, usageOf } from './usage.ts';

/** How a program is started. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** What a program says at its end; times in milliseconds since 1970. */
export interface Measured {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly count: number;
}

export interface ProgramRun extends Measured, Usage {
  readonly launchedAt: number;
}

const patienceMs = 300_000;

/** Runs a program until it has printed its line of JSON. */
export async function runProgramOnce(
  { command, args }: Program,
  own: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ProgramRun> {
  const launchedAt = Date.now();
  const child = spawn(command, [...args, ...own], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const tooLate = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  try {
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (!line.startsWith('{')) continue;
      const usage = usageOf(child.pid);
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
      return { ...(JSON.parse(line) as Measured), ...usage, launchedAt };
    }
    throw new Error(
      `${command} ended, or was ended after ${patienceMs / 1000} s, with:\n${lines.join('\n')}`,
    );
  } finally {
    clearTimeout(tooLate);
    child.kill('SIGKILL');
  }
}
