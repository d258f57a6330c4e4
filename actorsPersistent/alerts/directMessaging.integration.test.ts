import { describeWithKafka, uniqueName } from '@kafka-tutorial/kafka/testing';
import type { ScoredRecord } from '@kafka-tutorial/proto';
import { silentLogger } from '@kafka-tutorial/util';
import { afterEach, expect, it } from 'vitest';
import { type Place, TestCluster } from '../clusterTesting.ts';
import type { ResultSource } from './resultSource.ts';
import { resultsFromStream } from './resultsFromStream.ts';
import { resultsFromTopic } from './resultsFromTopic.ts';

const place = ({ partition, offset }: { partition: number; offset: unknown }) => `${partition}@${offset}`;

describeWithKafka('results for another microservice', (connection) => {
  let cluster: TestCluster;
  afterEach(() => cluster.stop());

  class Listener {
    readonly places = new Set<string>();
    #stop = async () => {};
    readonly #source: ResultSource;

    constructor(source: ResultSource) {
      this.#source = source;
    }
    async start(): Promise<void> {
      this.#stop = await this.#source.start((result: ScoredRecord) => void this.places.add(place(result)));
    }
    stop(): Promise<void> {
      return this.#stop();
    }
    missing(sent: readonly Place[]): number {
      return sent.filter((one) => !this.places.has(place(one))).length;
    }
  }

  /** Waits until a record that is scored now comes by the stream. */
  const streamIsThere = (stream: Listener) =>
    cluster.until(async () => {
      const sent = await cluster.send('wine-5', 1);
      await cluster.resultsOf(sent);
      expect(stream.missing(sent)).toBe(0);
    });

  it('come by both ways; only the topic gives what was scored while the listener was away', async () => {
    cluster = await TestCluster.start(connection(), uniqueName('direct'));
    let node = await cluster.node('a');
    await cluster.publishModel('wineDecisionTree', 'wine-5');
    const topic = new Listener(resultsFromTopic(connection().kafka, uniqueName('alerts')));
    const stream = new Listener(resultsFromStream(node.url, silentLogger));
    const listeners = [topic, stream];
    for (const listener of listeners) await listener.start();
    // The group of the one and the connection of the other are there when the first results are.
    await cluster.until(async () => {
      await cluster.send('wine-5', 1);
      for (const { places } of listeners) expect(places.size).toBeGreaterThan(0);
    });
    const first = await cluster.send('wine-5', 200);
    await cluster.until(() => expect(listeners.map((one) => one.missing(first))).toEqual([0, 0]));

    for (const listener of listeners) await listener.stop();
    const away = await cluster.send('wine-5', 200);
    await cluster.resultsOf(away);
    for (const listener of listeners) await listener.start();
    await cluster.until(() => expect(topic.missing(away)).toBe(0));
    await streamIsThere(stream);
    expect(stream.missing(away)).toBe(200);

    // When the scoring server dies, the listener finds it again, if it is where it was.
    const port = new URL(node.url).port;
    await node.program.stop('SIGKILL');
    node = await cluster.node('a', '--port', port);
    await streamIsThere(stream);
    for (const listener of listeners) await listener.stop();
  });
});
