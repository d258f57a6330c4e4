import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelCatalog, readModelDescriptor, readPenguinRecords, readWineRecords } from '@kafka-tutorial/data';
import { ensureTopics, type FollowedRecord, followTopic, type KafkaConnection } from '@kafka-tutorial/kafka';
import { ModelDescriptor, PenguinRecord, ScoredRecord, WineRecord } from '@kafka-tutorial/proto';
import { silentLogger } from '@kafka-tutorial/util';
import { TestProgram } from '@kafka-tutorial/util/testing';
import type { Message, Producer } from 'kafkajs';
import { expect, vi } from 'vitest';
import { type Approach, topicSpecs, topics } from './configuration.ts';
import { producerConfig } from './scoringGroup.ts';
import type { ServerState } from './view.ts';

const buffer = (bytes: Uint8Array) => Buffer.from(bytes);
const patience = { timeout: 20_000, interval: 20 };

export const wines = (await readWineRecords()).map((wine) => buffer(WineRecord.encode(wine).finish()));
export const penguins = (await readPenguinRecords()).map((penguin) =>
  buffer(PenguinRecord.encode(penguin).finish()),
);

/** The message that carries a model of the workspace. */
export async function modelMessage(name: string, change = {}): Promise<Message> {
  const entry = (await modelCatalog()).find((known) => known.name === name);
  if (!entry) throw new Error(`no model is called ${name}`);
  const descriptor = { ...(await readModelDescriptor(entry)), ...change };
  return { key: descriptor.dataType ?? null, value: buffer(ModelDescriptor.encode(descriptor).finish()) };
}

/** Records that stand one after the other in a partition of the data topic. */
export interface Place {
  readonly partition: number;
  readonly from: number;
  readonly count: number;
}

type Result = Omit<ScoredRecord, 'offset'> & { readonly offset: number };

// int64 fields are decoded as Long; offsets here are small.
function decodeResult(bytes: Buffer | null): Result {
  const result = ScoredRecord.decode(bytes ?? Buffer.alloc(0));
  return Object.assign(result, { offset: Number(result.offset) });
}

/** A model server that runs as a program. */
export class RunningServer {
  readonly program: TestProgram;
  url = '';

  constructor(program: TestProgram) {
    this.program = program;
  }

  /** Waits until it has its page. */
  async started(): Promise<this> {
    [, this.url = ''] = await this.program.line(/page: (http\S+)/);
    return this;
  }

  async get(path: string): Promise<{ status: number; body: unknown }> {
    const response = await fetch(this.url + path).catch((cause: unknown) => {
      throw new Error(`no answer to ${path}; it has printed\n${this.program.lines.join('\n')}`, { cause });
    });
    return { status: response.status, body: await response.json() };
  }

  /** Waits until it scores records or awaits them. */
  async ready(): Promise<void> {
    await vi.waitFor(async () => expect((await this.get('/health/ready')).status).toBe(200), patience);
  }

  async state(): Promise<ServerState> {
    return (await this.get('/state')).body as ServerState;
  }

  /** Waits until its state is as wanted, and answers it. */
  shows(wanted: (state: ServerState) => void): Promise<ServerState> {
    return vi.waitFor(async () => {
      const state = await this.state();
      wanted(state);
      return state;
    }, patience);
  }
}

/** The surroundings of model servers under test: what they read, what they write, and the servers themselves. */
export class ModelServerBench {
  readonly results: Result[] = [];
  readonly deadLetters: FollowedRecord[] = [];
  readonly #approach: Approach;
  readonly #connection: KafkaConnection;
  readonly #stops: (() => Promise<unknown>)[] = [];
  readonly #producer: Producer;
  /** Where each partition of an input topic ended at first: what came before is not of this bench. */
  readonly #begin = new Map<string, number>();
  #directory = '';

  constructor(approach: Approach, connection: KafkaConnection) {
    this.#approach = approach;
    this.#connection = connection;
    this.#producer = connection.kafka.producer(producerConfig);
  }

  async open(): Promise<void> {
    const { kafka } = this.#connection;
    this.#directory = await mkdtemp(join(tmpdir(), 'model-server-'));
    this.#stops.push(() => rm(this.#directory, { recursive: true, force: true }));
    await ensureTopics(kafka, topicSpecs);
    await this.#producer.connect();
    this.#stops.push(() => this.#producer.disconnect());
    await this.#findBegin();
    const onResult = ({ message }: FollowedRecord) => {
      const result = decodeResult(message.value);
      if (result.approach === this.#approach && this.#isOurs(result)) this.results.push(result);
    };
    const onDeadLetter = (record: FollowedRecord) => {
      const { headers = {} } = record.message;
      const [topic, partition, offset] = ['topic', 'partition', 'offset'].map((name) =>
        String(headers[`source.${name}`]),
      );
      const place = { topic: String(topic), partition: Number(partition), offset: Number(offset) };
      if (this.#isOurs(place)) this.deadLetters.push(record);
    };
    for (const [topic, onRecord] of [
      [topics.results, onResult],
      [topics.deadLetters, onDeadLetter],
    ] as const) {
      const follower = await followTopic({ kafka, topic, groupId: 'test', onRecord, logger: silentLogger });
      this.#stops.push(() => follower.stop());
    }
  }

  async close(): Promise<void> {
    for (const stop of this.#stops.reverse()) await stop();
  }

  /** Starts a server of a group and waits until it has its page. */
  start(group: string, instance = 'a'): Promise<RunningServer> {
    const env = {
      ...{
        KAFKA_BROKERS: this.#connection.brokers.join(','),
        TUTORIAL_DIR: this.#directory,
        LOG_LEVEL: 'info',
      },
    };
    const args = ['--port', '0', '--group', group, '--instance', instance];
    const program = new TestProgram(`${this.#approach}/main.ts`, args, env);
    // In good order, so that its group is empty and can be deleted.
    this.#stops.push(() => program.stop('SIGTERM'));
    return new RunningServer(program).started();
  }

  async sendModels(...messages: Message[]): Promise<void> {
    await this.#producer.send({ topic: topics.models, messages });
  }

  /** Sends records one after the other: to the partition of the key, or to the one given. */
  async send(key: string | null, values: readonly Buffer[], partition?: number): Promise<Place> {
    const place = partition === undefined ? {} : { partition };
    const messages = values.map((value) => ({ key, value, ...place }));
    const sent = await this.#producer.send({ topic: topics.data, messages });
    const [{ partition: chosen, baseOffset } = { partition: -1, baseOffset: '-1' }] = sent;
    return { partition: chosen, from: Number(baseOffset), count: values.length };
  }

  /** Waits for the results of all records at the place; they must be as many as the records. */
  scored({ partition, from, count }: Place, timeout = patience.timeout): Promise<Result[]> {
    return vi.waitFor(
      () => {
        const found = this.results.filter(
          (result) => result.partition === partition && result.offset >= from && result.offset < from + count,
        );
        expect(found).toHaveLength(count);
        return found;
      },
      { ...patience, timeout },
    );
  }

  /** Waits for the dead letter of a record. */
  deadLetterOf({ partition, from }: Place): Promise<FollowedRecord> {
    return vi.waitFor(() => {
      const found = this.deadLetters.find(({ message: { headers = {} } }) => {
        const place = [headers['source.topic'], headers['source.partition'], headers['source.offset']];
        return place.join() === [topics.data, partition, from].join();
      });
      expect(found).toBeDefined();
      return found as FollowedRecord;
    }, patience);
  }

  deadLettered(code: string): Promise<FollowedRecord> {
    return vi.waitFor(() => {
      const found = this.deadLetters.find(({ message }) => String(message.headers?.['error.code']) === code);
      expect(found, code).toBeDefined();
      return found as FollowedRecord;
    }, patience);
  }

  async #findBegin(): Promise<void> {
    const admin = this.#connection.kafka.admin();
    await admin.connect();
    for (const topic of [topics.data, topics.models]) {
      for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
        this.#begin.set(`${topic}-${partition}`, Number(high));
      }
    }
    await admin.disconnect();
  }

  #isOurs(source: { readonly topic: string; readonly partition: number; readonly offset: number }): boolean {
    return source.offset >= (this.#begin.get(`${source.topic}-${source.partition}`) ?? 0);
  }
}
