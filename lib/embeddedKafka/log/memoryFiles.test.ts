import { describe, expect, it } from 'vitest';
import { describeFiles } from './filesContract.ts';
import { MemoryFiles } from './memoryFiles.ts';

const open = () => {
  const files = new MemoryFiles();
  files.makeFolder('/data');
  return { files, dir: '/data' };
};

describeFiles('MemoryFiles', open);

describe('MemoryFiles', () => {
  it('loses what was not synced with the power', () => {
    const { files } = open();
    files.write('/data/a', 0, Buffer.from('kept'));
    files.sync('/data/a');
    files.write('/data/a', 4, Buffer.from(' lost'));
    files.write('/data/b', 0, Buffer.from('lost'));
    files.replace('/data/c', Buffer.from('kept'));
    files.losePower();
    expect(files.readWhole('/data/a')?.toString()).toBe('kept');
    expect(files.list('/data')).toEqual(['a', 'c']);
  });

  it('fails the next call it is told to, once', () => {
    const { files } = open();
    files.failNext('write', 2);
    expect(() => files.write('/data/a', 0, Buffer.from('four'))).toThrow('ENOSPC');
    expect(files.readWhole('/data/a')?.toString()).toBe('fo');
    files.write('/data/a', 0, Buffer.from('four'));
    files.failNext('sync');
    expect(() => files.sync('/data/a')).toThrow('ENOSPC');
    files.sync('/data/a');
  });
});
