import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { silentLogger } from '@kafka-tutorial/util';
import { expect, it } from 'vitest';
import { filePersistence } from './filePersistence.ts';

const script = fileURLToPath(new URL('writeForever.ts', import.meta.url));
const kills = Number(process.env.CRASH_KILLS ?? 10);
/** Each is somewhere else in its writing when the process is killed. */
const actors = ['wine', 'penguins', 'barrels', 'bottles', 'labels'];
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 2 ** 31);

it(`a process killed while ${actors.length} actors write has lost nothing that was acknowledged, at ${kills} random moments (CRASH_SEED=${seed})`, async () => {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const directory = await mkdtemp(join(tmpdir(), 'actor-state-'));
  for (let term = 1; term <= kills; term++) {
    const acknowledged = await writtenUntilKilled(directory, term, random() * 50);
    const persistence = await filePersistence({ directory, scope: 'cluster/group', logger: silentLogger });
    for (const actor of actors) {
      const last = acknowledged.get(actor);
      const { recovered } = await persistence.open(actor, term);
      expect(recovered.damaged).toBe(false);
      const event = recovered.events.at(-1);
      expect(event?.sequence).toBeGreaterThanOrEqual(last ?? Number.NaN);
      expect(Buffer.from(event?.bytes ?? []).toString('utf8', 0, 10)).toBe(
        String(event?.sequence).padStart(10),
      );
      expect(Number(Buffer.from(recovered.snapshot ?? []).toString())).toBeGreaterThanOrEqual(
        last ?? Number.NaN,
      );
      expect(event?.sequence).toBeGreaterThanOrEqual(term);
    }
  }
  await rm(directory, { recursive: true });
}, 120_000);

/** The last number that each actor has acknowledged when the process was killed, so long after all had one. */
async function writtenUntilKilled(
  directory: string,
  term: number,
  afterMs: number,
): Promise<ReadonlyMap<string, number>> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, directory, String(term), ...actors]);
  const exited = once(child, 'exit');
  const acknowledged = new Map<string, number>();
  let isDoomed = false;
  for await (const line of createInterface(child.stdout)) {
    const [actor = '', sequence] = line.split(' ');
    acknowledged.set(actor, Number(sequence));
    if (isDoomed || acknowledged.size < actors.length) continue;
    isDoomed = true;
    // Not a wait for a condition: the moment is the subject.
    setTimeout(() => child.kill('SIGKILL'), afterMs);
  }
  await exited;
  return acknowledged;
}
