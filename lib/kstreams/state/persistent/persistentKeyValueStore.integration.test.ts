import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { changelogTopic } from '../../testing/storeHarness.ts';
import { writerHarness } from './killedWriter.testing.ts';

it('has what was flushed when the process is killed, and lets the next one in only then', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'kstreams-killed-'));
  const program = fileURLToPath(new URL('./killedWriter.testing.ts', import.meta.url));
  const writer = spawn(process.execPath, ['--import', 'tsx', program, stateDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(writer, 'exit');
  try {
    const [line] = await Promise.race([once(createInterface(writer.stdout), 'line'), exited]);
    expect(line).toBe('ready');
    expect(() => writerHarness(stateDir)).toThrow(
      expect.objectContaining({ code: 'STATE_DIRECTORY_LOCKED' }),
    );
    writer.kill('SIGKILL');
    await exited;

    const { store, context } = writerHarness(stateDir);
    expect(context.directory?.checkpoints()).toEqual([
      { topic: changelogTopic, partition: 0, offset: 9_999 },
    ]);
    const entries = new Map([...store.all()].map(({ key, value }) => [key, value]));
    for (let i = 0; i < 10_000; i++) expect(entries.get(`flushed-${i}`)).toBe(`${i}`);
    // Transactions are whole: whatever else arrived came with all that was put before it.
    const more = [...entries.keys()].filter((key) => key.startsWith('more-')).length;
    expect(more % 5000).toBe(0);
    expect(entries.has('last')).toBe(more > 0);
    store.put('after', 'works');
    store.flush();
    expect(store.get('after')).toBe('works');
    context.close();
  } finally {
    writer.kill('SIGKILL');
    await exited;
    rmSync(stateDir, { recursive: true });
  }
});
