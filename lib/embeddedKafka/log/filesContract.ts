import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Files } from './files.ts';

/** What every implementation of Files promises. `open` gives one with an existing folder to work in. */
export function describeFiles(name: string, open: () => { files: Files; dir: string }): void {
  describe(`${name} as Files`, () => {
    const inFolder = () => {
      const { files, dir } = open();
      return { files, dir, path: join(dir, 'file') };
    };
    const read = (files: Files, path: string, position: number, length: number) => {
      const target = Buffer.alloc(length);
      return target.subarray(0, files.read(path, position, target, 0, length)).toString();
    };

    it('reads what was written, at its position, and no more than there is', () => {
      const { files, path } = inFolder();
      files.write(path, 0, Buffer.from('hello world'));
      files.write(path, 6, Buffer.from('there'));
      expect(read(files, path, 0, 5)).toBe('hello');
      expect(read(files, path, 6, 100)).toBe('there');
      expect(read(files, path, 11, 10)).toBe('');
      expect(files.size(path)).toBe(11);
      expect(files.readWhole(path)?.toString()).toBe('hello there');
    });

    it('reads into a part of the target', () => {
      const { files, path } = inFolder();
      files.write(path, 0, Buffer.from('abc'));
      const target = Buffer.from('.....');
      expect(files.read(path, 1, target, 2, 2)).toBe(2);
      expect(target.toString()).toBe('..bc.');
    });

    it('knows what is missing', () => {
      const { files, dir, path } = inFolder();
      expect(files.size(path)).toBeUndefined();
      expect(files.readWhole(path)).toBeUndefined();
      expect(files.list(join(dir, 'nowhere'))).toEqual([]);
      files.remove(path);
    });

    it('lists a folder in order', () => {
      const { files, dir } = inFolder();
      files.write(join(dir, 'b'), 0, Buffer.of(1));
      files.makeFolder(join(dir, 'a', 'deep'));
      files.makeFolder(join(dir, 'a'));
      expect(files.list(dir)).toEqual(['a', 'b']);
    });

    it('replaces a whole file', () => {
      const { files, dir, path } = inFolder();
      files.write(path, 0, Buffer.from('long content'));
      files.replace(path, Buffer.from('short'));
      expect(files.readWhole(path)?.toString()).toBe('short');
      expect(read(files, path, 0, 20)).toBe('short');
      expect(files.list(dir)).toEqual(['file']);
    });

    it('cuts a file, and grows it again from there', () => {
      const { files, path } = inFolder();
      files.write(path, 0, Buffer.from('hello world'));
      files.truncate(path, 5);
      files.write(path, 5, Buffer.from('!'));
      files.sync(path);
      expect(files.readWhole(path)?.toString()).toBe('hello!');
    });

    it('renames and removes folders that have been written to', () => {
      const { files, dir } = inFolder();
      files.makeFolder(join(dir, 'old'));
      files.write(join(dir, 'old', 'file'), 0, Buffer.from('1'));
      files.rename(join(dir, 'old'), join(dir, 'new'));
      expect(files.readWhole(join(dir, 'new', 'file'))?.toString()).toBe('1');
      files.makeFolder(join(dir, 'old'));
      files.write(join(dir, 'old', 'file'), 0, Buffer.from('2'));
      expect(files.readWhole(join(dir, 'new', 'file'))?.toString()).toBe('1');
      files.remove(join(dir, 'new'));
      expect(files.list(dir)).toEqual(['old']);
    });

    it('takes a file up again after letting go of it', () => {
      const { files, path } = inFolder();
      files.write(path, 0, Buffer.from('a'));
      files.release(path);
      files.write(path, 1, Buffer.from('b'));
      expect(read(files, path, 0, 2)).toBe('ab');
    });
  });
}
