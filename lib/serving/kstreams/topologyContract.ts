import { Headers } from '@kafka-tutorial/kstreams';
import { silentLogger } from '@kafka-tutorial/util';
import { afterEach, describe, expect, it } from 'vitest';
import { type Approach, topics } from '../configuration.ts';
import { modelRecord, penguinBytes, testFactory, wineBytes } from '../testing.ts';
import { type BuildTopology, eventTime, TopologyUnderTest } from './topologyUnderTest.ts';

/**
 * What the topology of every model server does, in the test driver.
 *
 * @param durable whether it keeps its models in stores
 */
export function describeTopology(
  approach: Approach,
  build: BuildTopology,
  { durable, variant = '' }: { readonly durable: boolean; readonly variant?: string },
): void {
  describe(`the topology of ${approach} ${variant}`, () => {
    let open: TopologyUnderTest | undefined;
    const start = () => {
      open = new TopologyUnderTest(build);
      return open;
    };
    afterEach(() => {
      open?.driver.close();
      open = undefined;
    });

    it('scores each data type with its own model and skips what has none', async () => {
      const server = start();
      await server.data('wine', wineBytes());
      await server.model('five');
      await server.model('adelie', 'penguins');
      await server.data('wine', wineBytes());
      await server.data('penguins', penguinBytes());
      expect(server.brief()).toEqual(['skipped', 'five 1', 'adelie 1', 5, 'Adelie']);
      const common = { topic: topics.data, partition: 0, approach, modelVersion: 1, timestamp: eventTime };
      expect(server.results()).toMatchObject([
        { ...common, offset: 1, dataType: 'wine', number: 5, modelName: 'five', key: Buffer.from('wine') },
        {
          ...common,
          offset: 2,
          dataType: 'penguins',
          label: 'Adelie',
          publishedKey: Buffer.from('penguins'),
        },
      ]);
      expect(server.deadLetters()).toEqual([]);
    });

    it('swaps models between two records, and cleans up the old one', async () => {
      const server = start();
      await server.model('five');
      await server.data('wine', wineBytes());
      await server.model('six');
      await server.data('wine', wineBytes());
      expect(server.brief()).toEqual(['five 1', 5, 'six 2', 6]);
      expect(server.results().map(({ modelVersion }) => modelVersion)).toEqual([1, 2]);
      expect(server.cleaned).toEqual(['five']);
    });

    it('keeps the order of records also when the model takes its time', async () => {
      const server = start();
      await server.model('later');
      for (let i = 0; i < 3; i++) await server.data('wine', wineBytes(i + 1));
      expect(server.results().map(({ offset, number }) => [offset, number])).toEqual([
        [0, 7],
        [1, 7],
        [2, 7],
      ]);
    });

    it('finds the wine model for records without a key, and says where they came from', async () => {
      const server = start();
      await server.model('five');
      await server.data('wine', wineBytes());
      await server.data(null, wineBytes());
      await server.data('', wineBytes());
      const none = Buffer.alloc(0);
      // protobuf has no null: no key is decoded as an empty one.
      expect(server.results()).toMatchObject([
        { topic: topics.data, offset: 0, number: 5, publishedKey: Buffer.from('wine') },
        { topic: topics.data, offset: 1, number: 5, publishedKey: null, key: { length: 0 } },
        { topic: topics.data, offset: 2, number: 5, publishedKey: none, key: { length: 0 } },
      ]);
    });

    it('finds the data type of a model that came under another key, or none', async () => {
      const server = start();
      await server.model('five', 'wine', null);
      await server.model('adelie', 'penguins', 'wine');
      await server.data('wine', wineBytes());
      await server.data('penguins', penguinBytes());
      expect(server.brief()).toEqual(['five 1', 'adelie 1', 5, 'Adelie']);
    });

    it('dead-letters bad records as they came, and goes on', async () => {
      const server = start();
      await server.model('five');
      const truncated = Buffer.from(wineBytes().subarray(0, 50));
      await server.data('wine', truncated);
      await server.data(null, truncated);
      await server.data('beer', wineBytes());
      await server.data('wine', null);
      await server.data('wine', Buffer.alloc(0));
      await server.data('wine', wineBytes());
      expect(server.brief().slice(1)).toEqual([
        ...['RECORD_CORRUPT', 'RECORD_CORRUPT', 'RECORD_TYPE_UNKNOWN', 'RECORD_EMPTY', 'RECORD_EMPTY', 5],
      ]);
      const letters = server.deadLetters();
      expect(letters.map(({ key, value }) => [key, value])).toEqual([
        [Buffer.from('wine'), truncated],
        [null, truncated],
        [Buffer.from('beer'), Buffer.from(wineBytes())],
        [Buffer.from('wine'), null],
        [Buffer.from('wine'), Buffer.alloc(0)],
      ]);
      expect(letters[1]?.headers).toEqual({
        'error.code': 'RECORD_CORRUPT',
        'error.message': expect.stringContaining('not a wine record'),
        'source.topic': topics.data,
        'source.partition': '0',
        'source.offset': '1',
      });
    });

    it('dead-letters bad models once, and goes on with the one it has', async () => {
      const server = start();
      await server.model('five');
      await server.model('unreadable');
      await server.model('five', 'beer');
      await server.modelBytes('wine', null);
      await server.modelBytes(null, Buffer.alloc(30, 0xff));
      await server.data('wine', wineBytes());
      const codes = ['MODEL_CORRUPT', 'RECORD_TYPE_UNKNOWN', 'MODEL_RECORD_EMPTY', 'MODEL_RECORD_CORRUPT'];
      expect(server.brief()).toEqual(['five 1', ...codes, 5]);
      const letters = server.deadLetters();
      expect(letters.map(({ headers }) => headers['error.code'])).toEqual(codes);
      expect(letters[0]?.value).toEqual(modelRecord({ name: 'unreadable' }).message.value);
      // A topic deletes by time, and models are given the time 0 to come first.
      expect(letters.every(({ timestamp }) => timestamp > eventTime)).toBe(true);
    });

    it('takes records whose time is none', async () => {
      const server = start();
      await server.model('five');
      await server.driver.pipe(topics.data, {
        ...{ key: Buffer.from('wine'), value: Buffer.from(wineBytes()) },
        ...{ timestamp: -1, headers: Headers.none },
      });
      expect(server.brief()).toEqual(['five 1', 5]);
    });

    it('puts models before data, however old it is', () => {
      const { factory } = testFactory({});
      const { topology } = build({ factory, logger: silentLogger, observe() {} });
      const nodes = topology.build('test').subtopologies.flatMap((part) => part.nodes);
      const timeIn = (topic: string, timestamp: number) => {
        const source = nodes.find((node) => node.kind === 'source' && node.topics.includes(topic));
        const extractor = source?.kind === 'source' ? source.timestampExtractor : undefined;
        const place = { topic, partition: 0, offset: 0, key: null, value: null, headers: Headers.none };
        return extractor?.extract({ ...place, timestamp }, -1) ?? Number.NaN;
      };
      for (const age of [-1, 0, eventTime]) {
        expect(timeIn(topics.models, eventTime)).toBeLessThan(timeIn(topics.data, age));
      }
    });

    it.runIf(durable)('does not count a model anew that comes again after a crash', async () => {
      const server = start();
      await server.rekeyedModel('five', 7);
      await server.data('wine', wineBytes());
      await server.rekeyedModel('five', 7);
      await server.data('wine', wineBytes());
      await server.rekeyedModel('five', 8);
      expect(server.brief()).toEqual(['five 1', 5, 5, 'five 2']);
      expect(server.cleaned).toEqual(['five']);
    });

    it.runIf(durable)('writes a model to the changelog when it comes, and then only statistics', async () => {
      const server = start();
      const model = { name: 'five', data: Buffer.alloc(200_000) };
      await server.modelBytes('wine', modelRecord(model).message.value);
      const before = server.changelogSizes();
      expect(before.filter((size) => size > 200_000)).toHaveLength(1);
      for (let i = 0; i < 100; i++) await server.data('wine', wineBytes());
      await server.driver.advanceWallClockTime(1000);
      const added = server.changelogSizes().slice(before.length);
      expect(added.length).toBeGreaterThan(0);
      expect(Math.max(...added)).toBeLessThan(4000);
      await server.driver.advanceWallClockTime(1000);
      expect(server.changelogSizes()).toHaveLength(before.length + added.length);
    });
  });
}
