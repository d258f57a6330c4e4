import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../clock.ts';
import { MemoryFiles } from '../log/memoryFiles.ts';
import { batchOf, valuesIn } from '../log/testLog.ts';
import { offsetsTopic, TopicCatalog } from './topicCatalog.ts';

const wireError = (error: string) => expect.objectContaining({ name: 'KafkaWireError', error });

function open(files = new MemoryFiles(), defaults = {}): { catalog: TopicCatalog; files: MemoryFiles } {
  const catalog = TopicCatalog.open({ dir: '/data', files, clock: new SimulatedClock(), defaults });
  return { catalog, files };
}

describe('TopicCatalog', () => {
  it('creates topics and finds them by name and id', () => {
    const { catalog } = open();
    const wine = catalog.create('wine', { partitions: 3 });
    const beer = catalog.create('beer', { partitions: 1, configs: { 'retention.ms': '5' } });
    expect(wine.partitions).toHaveLength(3);
    expect(wine.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(catalog.get('wine')).toBe(wine);
    expect(catalog.byId(beer.id)).toBe(beer);
    expect(catalog.list()).toEqual([beer, wine]);
    expect(beer.config.set).toEqual({ 'retention.ms': '5' });
    expect([catalog.get('none'), catalog.byId('none')]).toEqual([undefined, undefined]);
  });

  it('gives its defaults to the topics', () => {
    const { catalog } = open(new MemoryFiles(), { 'max.message.bytes': '50' });
    const { partitions } = catalog.create('small', { partitions: 1 });
    expect(() => partitions[0]?.append(batchOf(['a']))).toThrow(wireError('MESSAGE_TOO_LARGE'));
  });

  it.each(['', '.', '..', 'a/b', '../up', 'ü', 'with space', 'x'.repeat(250)])(
    'refuses the name %j',
    (name) => {
      const { catalog, files } = open();
      expect(() => catalog.create(name, { partitions: 1 })).toThrow(wireError('INVALID_TOPIC_EXCEPTION'));
      expect(files.list('/data')).toEqual([]);
    },
  );

  it('refuses what cannot be created, and creates nothing of it', () => {
    const { catalog, files } = open();
    catalog.create('wine', { partitions: 1 });
    const before = files.list('/data');
    expect(() => catalog.create('wine', { partitions: 1 })).toThrow(wireError('TOPIC_ALREADY_EXISTS'));
    for (const partitions of [0, -1, 1.5, 10_001]) {
      expect(() => catalog.create('beer', { partitions })).toThrow(wireError('INVALID_PARTITIONS'));
    }
    const configs = { 'segment.bytes': 'x' };
    expect(() => catalog.create('beer', { partitions: 1, configs })).toThrow(wireError('INVALID_CONFIG'));
    expect(() => catalog.checkCreatable('beer', { partitions: 1, configs })).toThrow(
      wireError('INVALID_CONFIG'),
    );
    catalog.checkCreatable('beer', { partitions: 1 });
    expect(files.list('/data')).toEqual(before);
  });

  it('has no topic that could not be written down, and can create it later', () => {
    const { catalog, files } = open();
    files.failNext('write');
    expect(() => catalog.create('wine', { partitions: 2 })).toThrow(wireError('KAFKA_STORAGE_ERROR'));
    expect([catalog.get('wine'), open(files).catalog.get('wine')]).toEqual([undefined, undefined]);
    const topic = catalog.create('wine', { partitions: 2 });
    files.failNext('write');
    expect(() => catalog.addPartitions('wine', 3)).toThrow(wireError('KAFKA_STORAGE_ERROR'));
    files.failNext('write');
    expect(() => catalog.setConfigs('wine', { 'retention.ms': '1' })).toThrow(
      wireError('KAFKA_STORAGE_ERROR'),
    );
    expect(catalog.get('wine')).toBe(topic);
  });

  it.each(['closed', 'killed'])('is the same after a restart (%s)', (end) => {
    const { catalog, files } = open();
    const { id } = catalog.create('wine', { partitions: 2, configs: { 'cleanup.policy': 'compact' } });
    catalog.get('wine')?.partitions[1]?.append(batchOf(['a']));
    if (end === 'closed') catalog.close();
    const again = open(files).catalog.get('wine');
    expect(again?.id).toBe(id);
    expect(again?.config.set).toEqual({ 'cleanup.policy': 'compact' });
    expect(again?.partitions.map((log) => valuesIn(log).length)).toEqual([0, 1]);
  });

  it('closes all logs even when one fails, which loses nothing', () => {
    const { catalog, files } = open();
    const { partitions } = catalog.create('wine', { partitions: 3 });
    for (const [i, log] of partitions.entries()) log.append(batchOf([`${i}`]));
    files.failNext('sync');
    expect(() => catalog.close()).toThrow(wireError('KAFKA_STORAGE_ERROR'));
    for (const log of partitions)
      expect(() => log.read(0n, 1)).toThrow(wireError('UNKNOWN_TOPIC_OR_PARTITION'));
    expect(
      open(files)
        .catalog.get('wine')
        ?.partitions.map((log) => log.endOffset),
    ).toEqual([1n, 1n, 1n]);
  });

  it('frees the files of a deleted topic, and a new one of its name is another', () => {
    const { catalog, files } = open();
    const before = catalog.create('wine', { partitions: 2 });
    before.partitions[0]?.append(batchOf(['a']));
    catalog.delete('wine');
    expect(files.list('/data')).toEqual(['metadata']);
    expect(files.list('/data/metadata')).toEqual([]);
    expect(() => catalog.delete('wine')).toThrow(wireError('UNKNOWN_TOPIC_OR_PARTITION'));
    expect(() => before.partitions[0]?.read(0n, 1)).toThrow(wireError('UNKNOWN_TOPIC_OR_PARTITION'));
    const after = catalog.create('wine', { partitions: 1 });
    expect(after.id).not.toBe(before.id);
    expect(after.partitions[0]?.endOffset).toBe(0n);
  });

  it('cleans up what a crash left of a deletion or a creation', () => {
    const { catalog, files } = open();
    catalog.create('wine', { partitions: 1 }).partitions[0]?.append(batchOf(['old']));
    files.rename('/data/wine-0', '/data/wine-0.1234-delete');
    files.remove('/data/metadata/wine.json');
    files.makeFolder('/data/beer-0');
    files.write('/data/beer-0/00000000000000000000.log', 0, batchOf(['old']));

    const again = open(files).catalog;
    expect(again.list()).toEqual([]);
    expect(files.list('/data')).toEqual(['beer-0', 'metadata']);
    expect(again.create('beer', { partitions: 1 }).partitions[0]?.endOffset).toBe(0n);
  });

  it('keeps its own topic', () => {
    const { catalog } = open();
    expect(catalog.create(offsetsTopic, { partitions: 1 }).internal).toBe(true);
    expect(catalog.create('wine', { partitions: 1 }).internal).toBe(false);
    expect(() => catalog.delete(offsetsTopic)).toThrow(wireError('INVALID_TOPIC_EXCEPTION'));
  });
});
