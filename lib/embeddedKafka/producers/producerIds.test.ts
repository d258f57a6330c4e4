import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../log/memoryFiles.ts';
import { ProducerIds } from './producerIds.ts';

function open(files: MemoryFiles): ProducerIds {
  files.makeFolder('/data');
  return ProducerIds.open({ dir: '/data', files });
}

describe('ProducerIds', () => {
  it('gives each id once, over restarts and power losses', () => {
    const files = new MemoryFiles();
    const given = new Set<bigint>();
    for (let restart = 0; restart < 3; restart++) {
      const ids = open(files);
      for (let i = 0; i < 1500; i++) given.add(ids.allocate().producerId);
      files.losePower();
    }
    expect(given.size).toBe(4500);
  });

  it('begins at 0, with epoch 0', () => {
    expect(open(new MemoryFiles()).allocate()).toEqual({ producerId: 0n, producerEpoch: 0 });
  });

  it('gives no id that it could not note down', () => {
    const files = new MemoryFiles();
    const ids = open(files);
    files.failNext('write');
    expect(() => ids.allocate()).toThrow(expect.objectContaining({ error: 'KAFKA_STORAGE_ERROR' }));
    expect(ids.allocate().producerId).toBe(0n);
  });

  it('does not guess when its file makes no sense', () => {
    const files = new MemoryFiles();
    open(files);
    files.replace('/data/producer-ids', Buffer.from('-5'));
    expect(() => open(files)).toThrow('expected a whole number, got "-5"');
  });
});
