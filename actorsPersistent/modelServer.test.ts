import { Writable } from 'node:stream';
import { ActorError } from '@kafka-tutorial/actors';
import type { InputRecord, Outcome } from '@kafka-tutorial/serving';
import {
  inputRecord,
  modelRecord,
  penguinBytes,
  type TestModel,
  testFactory,
  wineBytes,
} from '@kafka-tutorial/serving/testing';
import { describe, expect, it, vi } from 'vitest';
import { buildModelServer, type ModelServerParts } from './modelServer.ts';
import type { ModelServingRef } from './modelServingRef.ts';
import { OrderedProgress } from './supervision/orderedProgress.ts';
import { ActorsInProcess } from './testing.ts';

const answering = (value: number): TestModel => ({ score: () => ({ value }) });
const supervision = { restarts: 2, withinMs: 60_000, backoffMs: 1 };

function serverWith(actors: Pick<ActorsInProcess, 'start'>, parts: Partial<ModelServerParts> = {}) {
  const outcomes: Outcome[] = [];
  const marked: InputRecord[] = [];
  const failures: string[] = [];
  const results = new Writable({
    objectMode: true,
    write(outcome: Outcome, _encoding, callback) {
      outcomes.push(outcome);
      progress.mark([outcome.input]);
      callback();
    },
  });
  const progress = new OrderedProgress({
    isOurs: async () => true,
    mark: (records) => void marked.push(...records),
  });
  const server = buildModelServer({
    ...{ start: (dataType) => actors.start(dataType), results, progress, supervision },
    onFailure: (dataType, error) => void failures.push(`${dataType}: ${error.message}`),
    ...parts,
  });
  return { server, outcomes, marked, failures, results };
}

function running(actors: Pick<ActorsInProcess, 'start'>, parts: Partial<ModelServerParts> = {}) {
  const built = serverWith(actors, parts);
  built.server.resume([], [0, 1, 2, 3]);
  built.server.modelsKnown = true;
  return built;
}

const inProcess = (models: Readonly<Record<string, TestModel>>) => {
  const { factory, cleaned } = testFactory(models);
  return { actors: new ActorsInProcess(factory), cleaned };
};

const brief = (outcome: Outcome) => {
  if (outcome.kind === 'scored') return outcome.score.value;
  if (outcome.kind === 'modelAccepted') return outcome.served.loaded.name;
  return outcome.kind === 'skipped' ? 'skipped' : outcome.reason.code;
};

const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { interval: 1 });

describe('the actors’ model server', () => {
  it('spawns an actor for a data type when it first sees it', async () => {
    const { actors } = inProcess({ wines: answering(5), birds: answering(1) });
    const { server, outcomes } = running(actors);
    expect([...server.actors().keys()]).toEqual([]);
    await server.take([modelRecord({ name: 'wines' })]);
    await server.take([inputRecord(wineBytes()), inputRecord(wineBytes(), null)]);
    await server.take([inputRecord(penguinBytes(), 'penguins')]);
    await until(() => outcomes.length === 4);
    expect(outcomes.map(brief)).toEqual(expect.arrayContaining(['wines', 5, 5, 'skipped']));
    expect(actors.started).toEqual(['wine', 'penguins']);
    expect(server.actors().get('wine')).toMatchObject({ status: 'running', stats: { usage: 2 } });
  });

  it('swaps models between two records and cleans up the old one', async () => {
    const { actors, cleaned } = inProcess({ five: answering(5), six: answering(6) });
    const { server, outcomes } = running(actors);
    const steps = [
      [inputRecord(wineBytes())],
      [modelRecord({ name: 'five' })],
      [inputRecord(wineBytes())],
      [modelRecord({ name: 'six' })],
      [inputRecord(wineBytes())],
    ];
    for (const [i, step] of steps.entries()) {
      await server.take(step);
      await until(() => outcomes.length === i + 1);
    }
    expect(outcomes.map(brief)).toEqual(['skipped', 'five', 5, 'six', 6]);
    expect(cleaned).toEqual(['five']);
    expect((await server.ask('wine', 1000))?.previous).toMatchObject([{ name: 'five', usage: 1 }]);
  });

  it('goes on with the old model when a new one is bad', async () => {
    const { actors } = inProcess({ five: answering(5) });
    const { server, outcomes } = running(actors);
    await server.take([modelRecord({ name: 'five' })]);
    await until(() => outcomes.length === 1);
    for (const bad of [
      modelRecord({ name: 'unreadable' }),
      modelRecord({ name: 'five', dataType: 'beer' }),
      { ...inputRecord(null), topic: 'models_models' },
      { ...inputRecord(Buffer.alloc(30, 0xff)), topic: 'models_models' },
    ]) {
      const before = outcomes.length;
      await server.take([bad]);
      await until(() => outcomes.length === before + 1);
    }
    await server.take([inputRecord(wineBytes()), inputRecord(wineBytes(), 'beer')]);
    await until(() => outcomes.length === 7);
    expect(outcomes.slice(1, 5).map(brief)).toEqual([
      ...['MODEL_CORRUPT', 'RECORD_TYPE_UNKNOWN', 'MODEL_RECORD_EMPTY', 'MODEL_RECORD_CORRUPT'],
    ]);
    expect(outcomes.slice(5).map(brief).sort()).toEqual([5, 'RECORD_TYPE_UNKNOWN']);
  });

  it('lets records wait until the models on the topic are known', async () => {
    const { actors } = inProcess({ five: answering(5) });
    const { server, outcomes } = serverWith(actors);
    server.resume([], [0]);
    await server.take([inputRecord(wineBytes())]);
    await server.take([modelRecord({ name: 'five' })]);
    await until(() => outcomes.length === 1);
    expect(outcomes.map(brief)).toEqual(['five']);
    server.modelsKnown = true;
    await until(() => outcomes.length === 2);
    expect(brief(outcomes[1] as Outcome)).toBe(5);
  });

  it('takes a model once, also when it is read again', async () => {
    const { actors } = inProcess({ five: answering(5), six: answering(6) });
    const { server, outcomes, marked } = running(actors);
    const models = [modelRecord({ name: 'five' }), modelRecord({ name: 'six' })];
    await server.take(models);
    await server.take(models);
    await until(() => marked.length === 4);
    expect(outcomes.map(brief)).toEqual(['five', 'six']);
    expect((await server.ask('wine', 1000))?.version).toBe(2);
  });

  it('says when there is no room for more', async () => {
    let finish = () => {};
    const slow: TestModel = {
      scoreBatch: (records) =>
        new Promise((resolve) => {
          finish = () => resolve(records.map(() => ({ value: 1 })));
        }),
    };
    const { actors } = inProcess({ slow });
    const { server, outcomes } = running(actors, { mailboxCapacity: 10 });
    await server.take([modelRecord({ name: 'slow' })]);
    await until(() => outcomes.length === 1);
    const records = (count: number) => Array.from({ length: count }, () => inputRecord(wineBytes()));
    await server.take(records(1));
    let room = false;
    const taken = server
      .take(records(1100))
      .then(() => server.take(records(100)))
      .then(() => {
        room = true;
      });
    await until(() => (server.actors().get('wine')?.waiting ?? 0) >= 10);
    expect(room).toBe(false);
    const finishing = setInterval(() => finish(), 1);
    await taken;
    await until(() => outcomes.length === 1202);
    clearInterval(finishing);
  });

  it('answers an ask in time, or says that it cannot', async () => {
    const silent = { ask: () => new Promise<undefined>(() => {}) };
    const { actors } = inProcess({});
    const start = async (dataType: string): Promise<ModelServingRef> => ({
      ...(await actors.start(dataType)),
      ...silent,
    });
    const { server, outcomes } = running({ start });
    await expect(server.ask('wine', 5)).rejects.toMatchObject({ code: 'ACTOR_NOT_HERE' });
    await server.take([inputRecord(wineBytes())]);
    await until(() => outcomes.length === 1);
    await expect(server.ask('wine', 5)).rejects.toMatchObject({ code: 'ACTOR_NO_ANSWER' });
  });

  it('reports the failure of the results', async () => {
    const { actors } = inProcess({});
    const { server, results } = serverWith(actors);
    const run = server.run();
    results.destroy(new Error('Kafka is gone'));
    await expect(run).rejects.toThrow('Kafka is gone');
  });
});

describe('the supervisor of an actor', () => {
  // Fails the given number of times before it scores as it should.
  function failing(actors: ActorsInProcess, times: number, error: Error) {
    let left = times;
    return async (dataType: string): Promise<ModelServingRef> => {
      const ref = await actors.start(dataType);
      if (dataType !== 'wine') return ref;
      return {
        ...ref,
        score: async (inputs) => {
          if (left-- > 0) throw error;
          return ref.score(inputs);
        },
      };
    };
  }

  it('starts a failed actor again with the state it kept, and nothing is lost', async () => {
    const { actors } = inProcess({ five: answering(5) });
    const start = failing(actors, 2, new Error('no luck'));
    const { server, outcomes, failures } = running({ start });
    await server.take([modelRecord({ name: 'five' })]);
    await until(() => outcomes.length === 1);
    await server.take([inputRecord(wineBytes()), inputRecord(wineBytes())]);
    await server.take([inputRecord(penguinBytes(), 'penguins')]);
    await until(() => outcomes.length === 4);
    expect(outcomes.map(brief)).toEqual(['five', 'skipped', 5, 5]);
    expect(failures).toEqual(['wine: no luck', 'wine: no luck']);
    expect(actors.started.filter((name) => name === 'penguins')).toHaveLength(1);
  });

  it('stops one that fails too often; its records and models are dead letters, the others go on', async () => {
    const { actors } = inProcess({ five: answering(5), six: answering(6), birds: answering(1) });
    const start = failing(actors, 99, new Error('no luck'));
    const { server, outcomes } = running({ start });
    await server.take([modelRecord({ name: 'birds', dataType: 'penguins' }), modelRecord({ name: 'five' })]);
    await until(() => outcomes.length === 2);
    await server.take([inputRecord(wineBytes()), inputRecord(wineBytes())]);
    await until(() => outcomes.length === 4);
    await server.take([inputRecord(wineBytes()), modelRecord({ name: 'six' })]);
    await server.take([inputRecord(penguinBytes(), 'penguins')]);
    await until(() => outcomes.length === 7);
    expect(outcomes.slice(2).map(brief).sort()).toEqual([1, ...Array(4).fill('ACTOR_STOPPED')]);
    expect(server.actors().get('wine')).toMatchObject({
      status: 'stopped',
      lastError: { message: 'no luck' },
    });
    await expect(server.ask('wine', 1000)).rejects.toMatchObject({ code: 'ACTOR_STOPPED' });
  });

  it.each([
    ['its thread was ended by another', 'ACTOR_NOT_HERE'],
    ['it lives elsewhere by now', 'ACTOR_FENCED'],
  ] as const)('does not hold it against an actor that %s', async (why, code) => {
    const { actors } = inProcess({ five: answering(5) });
    const start = failing(actors, 10, new ActorError(code, why));
    const { server, outcomes } = running({ start });
    await server.take([modelRecord({ name: 'five' })]);
    await server.take([inputRecord(wineBytes())]);
    await until(() => outcomes.length === 2);
    expect(outcomes.map(brief)).toEqual(['five', 5]);
  });
});

describe('a pause', () => {
  it('waits for what is under way, gives out nothing more, and goes on where it stopped', async () => {
    const { actors } = inProcess({ five: answering(5) });
    const { server, outcomes } = running(actors);
    await server.take([modelRecord({ name: 'five' })]);
    await server.take([inputRecord(wineBytes())]);
    await until(() => outcomes.length === 2);
    await server.pause();
    await server.take([inputRecord(wineBytes()), inputRecord(wineBytes(), 'wine', 3)]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(outcomes).toHaveLength(2);
    expect((await actors.persistence.open('wine', 1)).recovered.snapshot).toBeDefined();
    // Partition 3 is another node's now.
    server.resume(['wine'], [0]);
    await until(() => outcomes.length === 3);
    expect(server.actors().get('wine')).toMatchObject({ waiting: 0 });
    expect(actors.started).toEqual(['wine', 'wine']);
  });
});
