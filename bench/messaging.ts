import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  AlertBook,
  type ResultSource,
  resultsFromStream,
  resultsFromTopic,
} from '@kafka-tutorial/actors-persistent/alerts';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { silentLogger } from '@kafka-tutorial/util';
import { BenchedNode } from './benchedNode.ts';
import { ScoringLoad } from './scoringLoad.ts';
import { markdownTable, spread } from './table.ts';

const everyMs = 10;
const flowMs = 5_000;
const awayMs = 2_000;
const settleMs = 2_000;
const now = () => performance.timeOrigin + performance.now();

/** What a listener has got of the records that were sent. */
class Listener {
  readonly name: string;
  readonly #source: ResultSource;
  #book = new AlertBook(7, now);
  readonly #counts = new Map<string, number>();
  #stop = async () => {};
  readonly latency: { p50: number; p99: number }[] = [];
  readonly missedWhileAway: number[] = [];
  readonly missedOnKill: number[] = [];
  readonly repeatedOnKill: number[] = [];

  constructor(name: string, source: ResultSource) {
    this.name = name;
    this.#source = source;
  }

  async start(): Promise<void> {
    this.#stop = await this.#source.start((result) => {
      this.#book.take(result);
      const place = `${result.partition}@${result.offset}`;
      this.#counts.set(place, (this.#counts.get(place) ?? 0) + 1);
    });
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  /** Begins to measure anew. */
  reset(): void {
    this.#book = new AlertBook(7, now);
  }

  get measured() {
    return this.#book.summary();
  }

  missing(places: readonly string[]): number {
    return places.filter((place) => !this.#counts.has(place)).length;
  }

  repeated(places: readonly string[]): number {
    return places.filter((place) => (this.#counts.get(place) ?? 0) > 1).length;
  }
}

/** Results through the topic and by a stream reference, side by side. */
export async function benchMessaging({ rounds }: { rounds: number }): Promise<boolean> {
  const all: Listener[][] = [];
  for (let round = 0; round < rounds; round++) all.push(await measure());
  const rows = [0, 1].map((way) => {
    const of = (pick: (listener: Listener) => readonly number[]) =>
      spread(all.flatMap((listeners) => pick(listeners[way] as Listener)));
    return [
      all[0]?.[way]?.name ?? '',
      of(({ latency }) => latency.map(({ p50 }) => p50)),
      of(({ latency }) => latency.map(({ p99 }) => p99)),
      of(({ missedWhileAway }) => missedWhileAway),
      of(({ missedOnKill }) => missedOnKill),
      of(({ repeatedOnKill }) => repeatedOnKill),
    ];
  });
  const header = [
    ...[
      'results by',
      'from record to listener, ms, p50',
      'p99',
      `missed when the listener is away for ${awayMs / 1000} s`,
    ],
    ...['missed when the scorer is killed', 'repeated then'],
  ];
  console.log(`\n${1000 / everyMs} records a second, median [least–greatest] of ${rounds} rounds\n`);
  console.log(markdownTable(header, rows));
  return all.every(([topic]) =>
    topic?.missedWhileAway.concat(topic.missedOnKill).every((missed) => missed === 0),
  );
}

async function measure(): Promise<Listener[]> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-messaging-'));
  const broker = await EmbeddedKafka.start({ isolation: 'process' });
  const env = { KAFKA_BROKERS: broker.bootstrap, TUTORIAL_DIR: directory };
  const load = await ScoringLoad.start({ env, dataTypes: ['wine'], everyMs });
  let node = new BenchedNode(['--port', '0'], env);
  const url = await node.url;
  const listeners = [
    new Listener('the topic', resultsFromTopic(load.kafka, 'alerts')),
    new Listener('a stream reference', resultsFromStream(url, silentLogger)),
  ];
  const each = (work: (listener: Listener) => Promise<void>) => Promise.all(listeners.map(work));
  try {
    await load.nextResult(() => true);
    await each((listener) => listener.start());
    await sleep(settleMs);
    for (const listener of listeners) listener.reset();
    await sleep(flowMs);
    for (const { measured, latency } of listeners) latency.push(measured.latencyMs);

    const away = load.sent;
    await each((listener) => listener.stop());
    await sleep(awayMs);
    await each((listener) => listener.start());
    await sleep(settleMs);

    const killed = load.sent;
    await node.kill();
    node = new BenchedNode(['--port', new URL(url).port], env);
    await load.nextResult(({ eventTime }) => eventTime > Date.now() - 100);
    await sleep(settleMs);
    const places = load.places;
    await load.end();
    await sleep(settleMs);
    for (const listener of listeners) {
      listener.missedWhileAway.push(listener.missing(places.slice(away, killed)));
      listener.missedOnKill.push(listener.missing(places.slice(killed)));
      listener.repeatedOnKill.push(listener.repeated(places.slice(away)));
    }
    return listeners;
  } finally {
    await each((listener) => listener.stop());
    await node.kill();
    await load.close();
    await broker.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
