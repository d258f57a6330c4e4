import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@kafka-tutorial/util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filePersistence } from './filePersistence.ts';
import { describePersistence } from './persistenceContract.ts';
import { seal } from './sealedRecord.ts';

let root: string;
let made = 0;
const fresh = () => join(root, String(made++));
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'actor-state-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const open = (directory: string, logger = silentLogger) =>
  filePersistence({ directory, scope: 'cluster/group', logger });

describePersistence('a directory', async () => {
  const directory = fresh();
  return { open: (logger) => open(directory, logger) };
});

describe('a file that cannot be read', () => {
  const warnings: string[] = [];
  const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
  const folder = join('wine', '000000000001');

  async function kept(): Promise<string> {
    const directory = fresh();
    const journal = await (await open(directory)).open('wine', 1);
    for (const event of ['first', 'second']) await journal.append(Buffer.from(event));
    return directory;
  }
  async function recover(directory: string) {
    warnings.length = 0;
    const { recovered } = await (await open(directory, logger)).open('wine', 2);
    return { ...recovered, events: recovered.events.map((event) => Buffer.from(event.bytes).toString()) };
  }

  it('is set aside with a message wherever it is torn, and the event before it counts', async () => {
    const directory = await kept();
    const whole = await readFile(join(directory, folder, '2.event'));
    expect(whole.length).toBeGreaterThan(30);
    for (let length = 0; length < whole.length; length++) {
      const torn = fresh();
      await cp(directory, torn, { recursive: true });
      await writeFile(join(torn, folder, '2.event'), whole.subarray(0, length));
      expect(await recover(torn), `cut after ${length} bytes`).toMatchObject({
        events: ['first'],
        damaged: true,
      });
      expect(warnings.join()).toContain('2.event cannot be read');
      expect(await readdir(join(torn, 'wine', 'set-aside'))).toHaveLength(1);
    }
  });

  it('is set aside whichever of its bytes is another', async () => {
    const directory = await kept();
    const whole = await readFile(join(directory, folder, '2.event'));
    for (let at = 0; at < whole.length; at++) {
      const changed = fresh();
      await cp(directory, changed, { recursive: true });
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      await writeFile(join(changed, folder, '2.event'), bytes);
      expect(await recover(changed), `byte ${at}`).toMatchObject({ events: ['first'], damaged: true });
    }
  });

  it('is set aside when it is of another cluster, and when it is something else altogether', async () => {
    const directory = await kept();
    await writeFile(join(directory, folder, '2.event'), seal('other/group/wine', Buffer.from('foreign')));
    await writeFile(join(directory, folder, 'snapshot'), 'shopping list');
    expect(await recover(directory)).toEqual({ events: ['first'], snapshot: undefined, damaged: true });
    expect(warnings.join()).toContain('it belongs to other/group/wine; expected cluster/group/wine');
  });

  it('does not stand in the way of the next event', async () => {
    const directory = await kept();
    await writeFile(join(directory, folder, '2.event'), '');
    const journal = await (await open(directory)).open('wine', 2);
    await journal.append(Buffer.from('second again'));
    const { recovered } = await (await open(directory)).open('wine', 3);
    expect(recovered.events.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });
});

describe('a directory that cannot be written', () => {
  it('is reported with what to do', async () => {
    const directory = fresh();
    await writeFile(directory, 'a file');
    await expect(open(directory)).rejects.toMatchObject({
      code: 'ACTOR_STATE_UNUSABLE',
      hint: expect.stringContaining('TUTORIAL_DIR'),
    });
  });
});
