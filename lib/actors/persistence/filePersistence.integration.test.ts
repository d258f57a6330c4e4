import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLogger } from '@kafka-tutorial/util';
import { expect, it } from 'vitest';
import { filePersistence } from './filePersistence.ts';

const script = fileURLToPath(new URL('writeForever.ts', import.meta.url));
const moments = 50;
const seed = Date.now() % 2 ** 31;

it(`a process killed while it writes has lost nothing that was acknowledged, at ${moments} random moments (seed ${seed})`, async () => {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const directory = await mkdtemp(join(tmpdir(), 'actor-state-'));
  let written = 0;
  for (let moment = 1; moment <= moments; moment++) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, directory, String(moment)]);
    let acknowledged = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      acknowledged += text;
    });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    // Not a wait for a condition: the moment is the subject.
    await new Promise((resolve) => setTimeout(resolve, random() * 25));
    child.kill('SIGKILL');
    await exited;
    const last = Number(acknowledged.trimEnd().split('\n').at(-1));
    const persistence = await filePersistence({ directory, scope: 'cluster/group', logger: silentLogger });
    const { recovered } = await persistence.open('wine', moment);
    expect(recovered.damaged).toBe(false);
    const event = recovered.events.at(-1);
    expect(event?.sequence).toBeGreaterThanOrEqual(last);
    expect(Buffer.from(event?.bytes ?? []).toString('utf8', 0, 10)).toBe(
      String(event?.sequence).padStart(10),
    );
    expect(Number(Buffer.from(recovered.snapshot ?? []).toString())).toBeGreaterThanOrEqual(last);
    written = event?.sequence ?? 0;
  }
  expect(written).toBeGreaterThan(moments);
  await rm(directory, { recursive: true });
}, 120_000);
