import { readFileSync } from 'node:fs';

/** Tells a process from a later one with the same id, where the system says when each began. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Empty where it cannot be known. */
  readonly startedAt: string;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, startedAt: linuxProcess(process.pid)?.startedAt ?? '' };
}

export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = linuxProcess(pid);
  return now === undefined || (!now.ended && now.startedAt === startedAt);
}

/** What Linux tells of a process; undefined elsewhere. */
function linuxProcess(pid: number): { readonly startedAt: string; readonly ended: boolean } | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before the last parenthesis may hold anything; the state is field 3, the start field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { startedAt: `${boot}-${fields[19]}`, ended: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}
