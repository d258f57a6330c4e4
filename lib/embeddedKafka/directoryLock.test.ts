import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './directoryLock.ts';

let dir: string;
let lock: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lock-'));
  lock = join(dir, 'broker.lock');
});

afterEach(() => rmSync(dir, { recursive: true }));

const inUse = expect.objectContaining({ code: 'DIRECTORY_IN_USE' });

describe('lockDirectory', () => {
  it('creates the directory, names the process, and leaves nothing behind when given back', () => {
    const nested = join(dir, 'a', 'b');
    const unlock = lockDirectory(nested);
    expect(Number.parseInt(readFileSync(join(nested, 'broker.lock'), 'utf8'), 10)).toBe(process.pid);
    unlock();
    expect(readdirSync(nested)).toEqual([]);
  });

  it('refuses a second broker in this process, until the first is gone', () => {
    const unlock = lockDirectory(dir);
    expect(() => lockDirectory(dir)).toThrow(inUse);
    unlock();
    lockDirectory(dir)();
    expect(existsSync(lock)).toBe(false);
  });

  it('refuses while another process lives', () => {
    writeFileSync(lock, ownerOf(process.ppid));
    expect(() => lockDirectory(dir)).toThrow(inUse);
    expect(readdirSync(dir)).toEqual(['broker.lock']);
  });

  it('takes over from a dead process, from an earlier process of our number, and from a file that names none', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    for (const owner of [`${pid}`, `${pid} 1`, `${process.pid} 1`, 'rubbish', '']) {
      writeFileSync(lock, owner);
      const unlock = lockDirectory(dir);
      expect(readFileSync(lock, 'utf8')).toContain(`${process.pid}`);
      unlock();
    }
    expect(readdirSync(dir)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'takes over when the number of the dead process was given again',
    () => {
      writeFileSync(lock, `${process.ppid} 1`);
      lockDirectory(dir)();
      expect(existsSync(lock)).toBe(false);
    },
  );
});

/** As the lock tells it: on Linux with the time the process began. */
function ownerOf(pid: number): string {
  if (process.platform !== 'linux') return `${pid}`;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}
