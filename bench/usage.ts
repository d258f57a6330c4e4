import { readFileSync } from 'node:fs';

/** What a process has used so far, its start included; NaN where the system does not tell. */
export interface Usage {
  readonly cpuSeconds: number;
  /** The most memory it had at any time. */
  readonly peakMegabytes: number;
}

// Ticks of Linux's /proc are hundredths of a second.
const ticksPerSecond = 100;

export function usageOf(pid: number | undefined): Usage {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    // After the name, which ends with the last bracket, utime and stime are the 12th and 13th value.
    const values = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return {
      cpuSeconds: (Number(values[11]) + Number(values[12])) / ticksPerSecond,
      peakMegabytes: Number(kilobytes) / 1024,
    };
  } catch {
    return { cpuSeconds: Number.NaN, peakMegabytes: Number.NaN };
  }
}
