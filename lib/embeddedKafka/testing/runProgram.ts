import { spawn } from 'node:child_process';

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program without blocking the broker that lives in this process. */
export function runProgram([command = '', ...args]: readonly string[], input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { timeout: 120_000 });
    const ran = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk) => {
        ran[name] += chunk;
      });
    }
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...ran }));
    child.stdin.end(input);
  });
}
