import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cleanUpState } from './cleanUpState.ts';
import { thisProcess } from './processIdentity.ts';
import { TaskDirectory } from './taskDirectory.ts';

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'kstreams-state-'));
});
afterEach(() => rmSync(stateDir, { recursive: true }));

const open = (changelogs: Record<string, string> = {}, task = '0_0') =>
  new TaskDirectory({
    stateDir,
    applicationId: 'app',
    task,
    changelogs: new Map(Object.entries(changelogs)),
  });
const code = (code: string) => expect.objectContaining({ code });

describe('a checkpoint file', () => {
  it('is written as Java writes it, and read back', () => {
    const directory = open();
    expect(directory.checkpoints()).toEqual([]);
    const checkpoints = [
      { topic: 'app-a-changelog', partition: 0, offset: 41 },
      { topic: 'app-b.c-changelog', partition: 12, offset: 5_000_000_000 },
    ];
    directory.writeCheckpoints(checkpoints);
    const path = join(stateDir, 'app', '0_0', '.checkpoint');
    expect(readFileSync(path, 'utf8')).toBe('0\n2\napp-a-changelog 0 41\napp-b.c-changelog 12 5000000000\n');
    expect(directory.checkpoints()).toEqual(checkpoints);
    directory.writeCheckpoints([]);
    expect(existsSync(path)).toBe(false);
    directory.close();
  });

  it('may have lines of unknown offset, which tell nothing', () => {
    const directory = open();
    writeFileSync(join(directory.path, '.checkpoint'), '0\n2\na 0 -4\nb 0 0\n');
    expect(directory.checkpoints()).toEqual([{ topic: 'b', partition: 0, offset: 0 }]);
    directory.close();
  });

  it('is refused when damaged, and can then be cleaned up', () => {
    const directory = open();
    const path = join(directory.path, '.checkpoint');
    for (const text of ['', '1\n0\n', '0\n2\na 0 1\n', '0\n1\na 0\n', '0\n1\na 0 x\n', '0\n1\n../a 0 1\n']) {
      writeFileSync(path, text);
      expect(() => directory.checkpoints(), text).toThrow(code('STATE_CHECKPOINT_INVALID'));
    }
    directory.close();
    expect(() => open({ s: 'app-s-changelog' })).toThrow(code('STATE_CHECKPOINT_INVALID'));
    cleanUpState(stateDir, 'app');
    open({ s: 'app-s-changelog' }).close();
  });
});

describe("a task's directory", () => {
  it('loses on opening the stores whose changelog has no checkpoint', () => {
    const before = open();
    for (const store of ['known', 'unknown', 'unlogged']) mkdirSync(join(before.path, store));
    before.writeCheckpoints([{ topic: 'app-known-changelog', partition: 0, offset: 1 }]);
    before.close();
    const directory = open({ known: 'app-known-changelog', unknown: 'app-unknown-changelog' });
    expect(storesIn(directory)).toEqual(['known', 'unlogged']);
    directory.wipeAll();
    expect([storesIn(directory), directory.checkpoints()]).toEqual([[], []]);
    directory.close();
  });

  it('is open once at a time, and again after that', () => {
    for (let i = 0; i < 3; i++) {
      const directory = open();
      expect(() => open()).toThrow(code('STATE_DIRECTORY_LOCKED'));
      open({}, '0_1').close();
      directory.close();
    }
    expect(readdirSync(join(stateDir, 'app', '0_0'))).toEqual(['.lock.3']);
  });

  it('opens when its last owner is gone without a word, or has another process under its id', () => {
    // Above what any system gives out.
    const gone = 2 ** 31 - 1;
    const path = open().path;
    const { pid, startedAt } = thisProcess();
    // The owner of `.lock.1` is this very process.
    expect(() => open()).toThrow(code('STATE_DIRECTORY_LOCKED'));
    writeFileSync(join(path, '.lock.1'), `${gone} ${startedAt}\n`);
    open().close();
    if (startedAt === '') return;
    writeFileSync(join(path, '.lock.2'), `${pid} ${startedAt}0\n`);
    open().close();
  });

  it('stays inside the state directory', () => {
    for (const task of ['..', '../../x', 'a/b', '']) {
      expect(() => open({}, task)).toThrow(code('TOPOLOGY_NAME_INVALID'));
    }
    expect(() => cleanUpState(stateDir, '..')).toThrow(code('TOPOLOGY_NAME_INVALID'));
    const directory = open();
    expect(() => directory.wipe('../0_1')).toThrow(code('TOPOLOGY_NAME_INVALID'));
    expect(() => directory.wipe('.')).toThrow(code('TOPOLOGY_NAME_INVALID'));
    directory.close();
  });

  it('is cleaned up unless it is in use', () => {
    cleanUpState(stateDir, 'app');
    const [busy, idle] = [open(), open({}, '0_1')];
    for (const { path } of [busy, idle]) mkdirSync(join(path, 'store'));
    idle.close();
    cleanUpState(stateDir, 'app');
    expect([storesIn(busy), storesIn(idle)]).toEqual([['store'], []]);
    busy.close();
  });
});

function storesIn({ path }: TaskDirectory): string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}
