import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseHostInfo } from '../query/hostInfo.ts';
import { QueryableStoreTypes } from '../query/queryableStoreTypes.ts';
import { StoreQueryParameters } from '../query/storeQueryParameters.ts';
import { lookUp, queryService } from '../queryExample.ts';
import { Serdes } from '../serdes/serdes.ts';
import { KafkaStreams } from './kafkaStreams.ts';
import { quick, running, TestCluster, until, wordCount } from './testing.ts';

const text = Serdes.string();
const words = Array.from({ length: 40 }, (_, i) => `word-${i}`);
const plain = StoreQueryParameters.fromNameAndType(
  'counts',
  QueryableStoreTypes.keyValueStore<string, number>(),
);

/** An instance of the word count, and the server through which it is asked. */
class Instance {
  readonly streams: KafkaStreams;
  readonly address: string;
  readonly #server: Server;

  static async start(cluster: TestCluster): Promise<Instance> {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const instance = new Instance(cluster, server);
    await instance.streams.start();
    return instance;
  }

  private constructor(cluster: TestCluster, server: Server) {
    this.#server = server;
    this.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.streams = new KafkaStreams(wordCount({ lines: 'asked-lines', counts: 'asked-counts' }), {
      ...quick,
      applicationId: 'asked',
      applicationServer: this.address,
      numStreamThreads: 2,
      kafka: cluster.kafka,
    });
    const service = queryService(this.streams, parseHostInfo(this.address));
    server.on('request', async ({ url = '' }, response) => {
      const { status, body } = await service.answer(url.slice('/stores'.length));
      response.writeHead(status).end(JSON.stringify(body));
    });
  }

  async ask(path: string): Promise<unknown> {
    return (await fetch(`http://${this.address}/stores${path}`)).json();
  }

  async stop(): Promise<void> {
    await this.streams.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('queries', () => {
  let cluster: TestCluster;
  let [one, two]: (Instance | undefined)[] = [];
  beforeAll(async () => {
    cluster = await TestCluster.start();
    await cluster.createTopics({ 'asked-lines': 4, 'asked-counts': 4 });
  });
  afterAll(async () => {
    await Promise.all([one?.stop(), two?.stop()]);
    await cluster.stop();
  });

  it('find every key where the group says that it is, whichever instance is asked', async () => {
    one = await Instance.start(cluster);
    two = await Instance.start(cluster);
    const both = [one, two];
    await running(one.streams, two.streams);
    await until('an even split', () =>
      both.every(({ streams }) => streams.streamsMetadataForStore('counts').length === 2),
    );
    await running(one.streams, two.streams);
    const lines = Array.from({ length: 12 }, (_, i) => ({ key: `${i}`, value: words.join(' ') }));
    await cluster.produce('asked-lines', lines);
    await until('all counts', async () =>
      Object.values(await cluster.counts('asked-counts')).every((count) => count === lines.length),
    );

    const owners = new Set<string>();
    for (const word of words) {
      const metadata = one.streams.queryMetadataForKey('counts', word, text);
      expect(metadata).toEqual(two.streams.queryMetadataForKey('counts', word, text));
      const { host, port } = metadata?.activeHost ?? {};
      owners.add(`${host}:${port}`);
      const [owner, other] = one.address === `${host}:${port}` ? [one, two] : [two, one];
      expect(lookUp(owner.streams, word)).toEqual({ count: lines.length, where: metadata });
      expect(lookUp(other.streams, word)).toEqual({ count: null, where: metadata });
      for (const instance of both) {
        expect(await instance.ask(`/counts/key/${word}`)).toEqual({ key: word, value: lines.length });
      }
    }
    expect([...owners].sort()).toEqual([one.address, two.address].sort());
  });

  it('gather what all instances have', async () => {
    const expected = words.map((key) => ({ key, value: 12 }));
    const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
    for (const instance of [one, two]) {
      const all = (await instance?.ask('/counts/all')) as { entries: { key: string }[]; isCut: boolean };
      expect(all.isCut).toBe(false);
      expect(all.entries.sort(byKey)).toEqual(expected.sort(byKey));
      expect(await instance?.ask('/counts/all?limit=3')).toMatchObject({
        entries: { length: 3 },
        isCut: true,
      });
      expect(await instance?.ask('/counts/range?from=word-7&to=word-7')).toEqual({
        entries: [{ key: 'word-7', value: 12 }],
        isCut: false,
      });
      expect(await instance?.ask('/counts/count')).toEqual({ count: words.length });
    }
  });

  it('say what cannot be answered', async () => {
    expect(await one?.ask('/counts/key/nobody')).toEqual({ key: 'nobody', value: null });
    expect(await one?.ask('/nothing/all')).toMatchObject({ error: { code: 'TOPOLOGY_UNKNOWN_NAME' } });
    expect(await one?.ask('/counts/some')).toMatchObject({ error: { code: 'QUERY_INVALID' } });
    const wrong = StoreQueryParameters.fromNameAndType('counts', {
      accepts: () => false,
      create: () => undefined,
    });
    expect(() => one?.streams.store(wrong)).toThrow(expect.objectContaining({ code: 'STORE_TYPE_MISMATCH' }));
    const timestamped = StoreQueryParameters.fromNameAndType(
      'counts',
      QueryableStoreTypes.timestampedKeyValueStore<string, number>(),
    );
    expect([...(one?.streams.store(timestamped).all() ?? [])][0]?.value).toEqual({
      value: 12,
      timestamp: expect.any(Number),
    });
  });

  it('fail while a store is on its way, and find it again where it went', async () => {
    const view = two?.streams.store(plain);
    const during: unknown[] = [];
    two?.streams.setStateListener((state) => {
      if (state === 'REBALANCING') during.push(failureOf(() => view?.get('word-1')));
    });
    await one?.stop();
    await until('a move', () => during.length > 0);
    expect(during[0]).toMatchObject({ code: 'STORE_NOT_AVAILABLE' });
    await running(two?.streams as KafkaStreams);
    await until('the new place', () => two?.streams.streamsMetadataForStore('counts').length === 1);
    for (const word of words) expect(view?.get(word)).toBe(12);
    expect(await two?.ask('/counts/key/word-3')).toEqual({ key: 'word-3', value: 12 });
  });
});
