import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelCatalog, readModelDescriptor, readPenguinRecords, readWineRecords } from '@kafka-tutorial/data';
import { ensureTopics, type FollowedRecord, followTopic, type KafkaConnection } from '@kafka-tutorial/kafka';
import { ModelDescriptor, PenguinRecord, ScoredRecord, WineRecord } from '@kafka-tutorial/proto';
import { producerConfig, type ServerState, topicSpecs, topics } from '@kafka-tutorial/serving';
import { silentLogger } from '@kafka-tutorial/util';
import { TestProgram } from '@kafka-tutorial/util/testing';
import type { Producer } from 'kafkajs';
import { expect, vi } from 'vitest';

export type Result = ScoredRecord & { readonly offset: number };

/** A place in the data topic. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
}

export interface RunningNode {
  readonly program: TestProgram;
  readonly url: string;
  /** Answer of a path as JSON. */
  get<T = ServerState>(path: string): Promise<T>;
}

const patience = { timeout: 30_000, interval: 20 };
const wines = (await readWineRecords()).map((wine) => Buffer.from(WineRecord.encode(wine).finish()));
const penguins = (await readPenguinRecords()).map((one) => Buffer.from(PenguinRecord.encode(one).finish()));

/** Nodes that are started and killed, what is sent to them and what they answer: for tests of whole programs. */
export class TestCluster {
  readonly results: Result[] = [];
  readonly deadLetters: FollowedRecord[] = [];
  readonly #connection: KafkaConnection;
  readonly #group: string;
  readonly #directory: string;
  readonly #producer: Producer;
  readonly #stops: (() => Promise<unknown>)[] = [];

  private constructor(connection: KafkaConnection, group: string, directory: string) {
    this.#connection = connection;
    this.#group = group;
    this.#directory = directory;
    this.#producer = connection.kafka.producer(producerConfig);
    this.#stops.push(() => rm(directory, { recursive: true, force: true }));
  }

  static async start(connection: KafkaConnection, group: string): Promise<TestCluster> {
    const cluster = new TestCluster(connection, group, await mkdtemp(join(tmpdir(), 'actors-')));
    await cluster.#begin();
    return cluster;
  }

  /** Starts a node and waits for its page. */
  async node(name: string, ...args: string[]): Promise<RunningNode> {
    const { brokers } = this.#connection;
    const env = { KAFKA_BROKERS: brokers.join(','), TUTORIAL_DIR: this.#directory, LOG_LEVEL: 'debug' };
    const options = ['--port', '0', '--group', this.#group, '--instance', name, ...args];
    const program = new TestProgram('actorsPersistent/main.ts', options, env);
    this.#stops.push(() => program.stop('SIGKILL'));
    const [, url = ''] = await program.line(/page: (http\S+)/);
    return { program, url, get: async (path) => (await (await fetch(url + path)).json()) as never };
  }

  /** Publishes a model of the catalog, as one of a data type. */
  async publishModel(catalogName: string, dataType: string, name = catalogName): Promise<void> {
    const entry = (await modelCatalog()).find((known) => known.name === catalogName);
    if (!entry) throw new Error(`no model is called ${catalogName}`);
    const descriptor = { ...(await readModelDescriptor(entry)), dataType, name };
    const value = Buffer.from(ModelDescriptor.encode(descriptor).finish());
    await this.#producer.send({ topic: topics.models, messages: [{ key: dataType, value }] });
  }

  /** Sends records of a data type and tells where they are. */
  async send(dataType: string | null, count: number): Promise<Place[]> {
    const values = dataType?.startsWith('penguins') ? penguins : wines;
    const messages = Array.from({ length: count }, (_, i) => ({
      key: dataType,
      value: values[i % values.length] as Buffer,
    }));
    const sent = await this.#producer.send({ topic: topics.data, messages });
    // Records without key go to any partition; those of one request are counted by what each partition took.
    if (sent.length > 1) throw new RangeError('send records without a key one at a time');
    const { partition = 0, baseOffset = '0' } = sent[0] ?? {};
    return messages.map((_, i) => ({ partition, offset: Number(baseOffset) + i }));
  }

  /** Waits for the results of these records and gives them, those that came twice twice. */
  async resultsOf(places: readonly Place[]): Promise<Result[]> {
    const wanted = new Set(places.map(placeOf));
    return vi.waitFor(() => {
      const found = this.results.filter((result) => wanted.has(placeOf(result)));
      expect(new Set(found.map(placeOf)).size).toBe(wanted.size);
      return found;
    }, patience);
  }

  /** Files of the actors' state whose path matches. */
  stateFiles(pattern: RegExp): string[] {
    const names = readdirSync(this.#directory, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => pattern.test(name)).map((name) => join(this.#directory, name));
  }

  until<T>(check: () => Promise<T> | T): Promise<T> {
    return vi.waitFor(check, patience);
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.reverse()) await stop();
  }

  async #begin(): Promise<void> {
    const { kafka } = this.#connection;
    await ensureTopics(kafka, topicSpecs);
    await this.#producer.connect();
    this.#stops.push(() => this.#producer.disconnect());
    const onResult = ({ message }: FollowedRecord) => {
      const result = ScoredRecord.decode(message.value ?? Buffer.alloc(0));
      this.results.push(Object.assign(result, { offset: Number(result.offset) }));
    };
    const onDeadLetter = (record: FollowedRecord) => void this.deadLetters.push(record);
    for (const [topic, onRecord] of [
      [topics.results, onResult],
      [topics.deadLetters, onDeadLetter],
    ] as const) {
      const follower = await followTopic({ kafka, topic, groupId: 'test', onRecord, logger: silentLogger });
      this.#stops.push(() => follower.stop());
    }
  }
}

function placeOf({ partition, offset }: Place): string {
  return `${partition}@${offset}`;
}
