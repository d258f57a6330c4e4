import { describeWithKafka, uniqueName } from '@kafka-tutorial/kafka/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Approach, partitions, topics } from './configuration.ts';
import {
  ModelServerBench,
  modelMessage,
  type Place,
  penguins,
  type RunningServer,
  wines,
} from './modelServerTesting.ts';

/** How the servers differ from each other, as seen from outside. */
export interface ModelServerCapabilities {
  /** Its endpoints beyond those of all servers. */
  readonly endpoints: readonly string[];
  /** Those of them that answer alike on all instances of a group. */
  readonly groupEndpoints: readonly string[];
  /** Whether models are there again after a restart, and on another instance that takes over. */
  readonly survivesRestart: boolean;
}

const commonEndpoints = ['/state', '/topology', '/health/live', '/health/ready'];
const rejections = ['MODEL_CORRUPT', 'MODEL_TYPE_UNKNOWN', 'RECORD_CORRUPT', 'RECORD_EMPTY'];
const takeOverMs = 40_000;

/** What every model server does as a program, with a Kafka and what it writes there. */
export function describeModelServer(approach: Approach, capabilities: ModelServerCapabilities): void {
  const { survivesRestart } = capabilities;

  describeWithKafka(`${approach} as a program`, (connection) => {
    let bench: ModelServerBench;
    beforeAll(async () => {
      bench = new ModelServerBench(approach, connection());
      await bench.open();
    });
    afterAll(() => bench.close());

    describe('from a backlog to a stop and on', () => {
      const group = uniqueName(approach);
      let server: RunningServer;

      it('scores a backlog with the models that are already there', async () => {
        await bench.sendModels(
          await modelMessage('wineDecisionTree'),
          await modelMessage('penguinDecisionTree'),
        );
        const wine = await bench.send('wine', wines.slice(0, 500));
        const penguin = await bench.send('penguins', penguins.slice(0, 50));
        server = await bench.start(group);
        expect((await bench.scored(wine))[0]).toMatchObject({
          ...{ topic: topics.data, dataType: 'wine', modelName: 'wineDecisionTree', approach },
          number: expect.any(Number),
        });
        expect((await bench.scored(penguin))[0]).toMatchObject({
          dataType: 'penguins',
          label: expect.any(String),
        });
        expect((await server.state()).skipped).toBe(0);
      });

      it('answers on all endpoints', async () => {
        for (const path of ['/', '/metrics', ...commonEndpoints, ...capabilities.endpoints]) {
          expect((await fetch(server.url + path)).status, path).toBe(200);
        }
        expect(await server.state()).toMatchObject({ approach, instance: 'a' });
      });

      it('finds the wine model for records without a key, wherever they are', async () => {
        for (const key of [null, '']) {
          for (let partition = 0; partition < partitions; partition++) {
            const place = await bench.send(key, wines.slice(0, 5), partition);
            for (const result of await bench.scored(place)) {
              expect(result).toMatchObject({ topic: topics.data, partition, dataType: 'wine' });
              expect(result.key).toHaveLength(0);
            }
          }
        }
      });

      it('swaps models while records come', async () => {
        await bench.sendModels(await modelMessage('wineTensorFlow'));
        await server.shows(({ models }) => expect(models.wine?.name).toBe('wineTensorFlow'));
        const wine = await bench.send('wine', wines.slice(0, 20));
        for (const result of await bench.scored(wine)) expect(result.modelName).toBe('wineTensorFlow');
        expect((await server.state()).models.wine?.previous[0]?.name).toBe('wineDecisionTree');
      });

      it('dead-letters what is bad and goes on with the model it has', async () => {
        const { deadLettered: before } = await server.state();
        const corrupt = await modelMessage('wineDecisionTree', {
          name: 'corrupt',
          data: Buffer.from('<PMML'),
        });
        const unknown = await modelMessage('wineDecisionTree', { name: 'unknown', modeltype: 77 });
        await bench.sendModels(corrupt, unknown);
        const truncated = (wines[0] as Buffer).subarray(0, 50);
        await bench.send('wine', [truncated, Buffer.alloc(0)]);
        const good = await bench.send('wine', wines.slice(0, 3));
        for (const [code, value] of [
          ['MODEL_CORRUPT', corrupt.value],
          ['MODEL_TYPE_UNKNOWN', unknown.value],
          ['RECORD_CORRUPT', truncated],
          ['RECORD_EMPTY', Buffer.alloc(0)],
        ] as const) {
          const { message } = await bench.deadLettered(code);
          expect(message.value).toEqual(value);
          expect(String(message.headers?.['source.topic'])).toBe(
            code.startsWith('MODEL') ? topics.models : topics.data,
          );
        }
        for (const result of await bench.scored(good)) expect(result.modelName).toBe('wineTensorFlow');
        expect((await server.state()).deadLettered).toBe(before + 4);
      });

      it('stops within five seconds, and goes on where it stopped', async () => {
        const version = (await server.state()).models.wine?.version;
        const before = Date.now();
        expect(await server.program.stop('SIGINT')).toBe(0);
        expect(Date.now() - before).toBeLessThan(5000);
        await expect(fetch(server.url)).rejects.toThrow();

        const wine = await bench.send('wine', wines.slice(0, 100));
        server = await bench.start(group);
        if (survivesRestart) {
          for (const result of await bench.scored(wine)) {
            expect(result).toMatchObject({ modelName: 'wineTensorFlow', modelVersion: version });
          }
          expect((await server.state()).skipped).toBe(0);
        } else {
          await server.shows(({ skipped }) => expect(skipped).toBe(100));
          expect((await server.state()).models).toEqual({});
          await server.program.line(/WARN.*memory of this process only/);
          await bench.sendModels(await modelMessage('wineTensorFlow'));
          await server.shows(({ models }) => expect(models.wine?.name).toBe('wineTensorFlow'));
        }
        await bench.scored(await bench.send('wine', wines.slice(0, 10)));
        expect(await server.program.stop('SIGTERM')).toBe(0);
      });

      it('has scored no record twice, and written no dead letter twice', () => {
        const places = bench.results.map(({ partition, offset }) => `${partition}@${offset}`);
        expect(new Set(places).size).toBe(places.length);
        const codes = bench.deadLetters.map(({ message }) => String(message.headers?.['error.code']));
        expect(codes.sort()).toEqual(rejections);
      });
    });

    describe('as two instances of a group', () => {
      const group = uniqueName(approach);
      const servers: RunningServer[] = [];
      /** How many records each server has scored with the models that it has now. */
      const work = async (...dataTypes: string[]) =>
        Promise.all(
          servers.map(async (server) => {
            const models = Object.entries((await server.state()).models);
            const counted = models.filter(([name]) => dataTypes.length === 0 || dataTypes.includes(name));
            return counted.reduce((sum, [, { usage }]) => sum + usage, 0);
          }),
        );

      /** The server that has the wine model at work. */
      async function ownerOfWine(): Promise<RunningServer> {
        const before = await work('wine');
        await bench.scored(await bench.send('wine', wines.slice(0, 1)));
        const after = await work('wine');
        const grown = servers.filter((_, i) => (after[i] ?? 0) > (before[i] ?? 0));
        expect(grown).toHaveLength(1);
        return grown[0] as RunningServer;
      }

      it('shares the records', async () => {
        for (const instance of ['a', 'b']) servers.push(await bench.start(group, instance));
        for (const server of servers) await server.ready();
        if (!survivesRestart) {
          // Those that had come before are where their partitions were then.
          await bench.sendModels(
            await modelMessage('wineTensorFlow'),
            await modelMessage('penguinDecisionTree'),
          );
        }
        for (const server of servers) {
          await server.shows(({ models }) => expect(Object.keys(models)).not.toEqual([]));
        }
        // Until the group has settled, one of them may still have all.
        await vi.waitFor(async () => {
          const before = await work();
          const places: Place[] = [];
          for (let partition = 0; partition < partitions; partition++) {
            places.push(await bench.send('wine', wines.slice(0, 20)));
            places.push(await bench.send('penguins', penguins.slice(0, 20)));
            places.push(await bench.send(null, wines.slice(0, 5), partition));
          }
          for (const place of places) await bench.scored(place);
          const after = await work();
          for (const [i, amount] of after.entries()) expect(amount).toBeGreaterThan(before[i] ?? 0);
        }, takeOverMs);
      });

      it('answers for both on each', async () => {
        for (const path of capabilities.groupEndpoints) {
          // What is stored once a second may change between the two answers.
          await vi.waitFor(async () => {
            const [first, second] = await Promise.all(servers.map((server) => server.get(path)));
            expect(first, path).toMatchObject({ status: 200 });
            expect(second, path).toEqual(first);
          }, 10_000);
        }
      });

      it.runIf(survivesRestart)(
        'goes on with its models on the other instance when one is killed',
        async () => {
          const owner = await ownerOfWine();
          const { name, version } = (await owner.state()).models.wine ?? {};
          await owner.program.stop('SIGKILL');
          const [wine, keyless] = [
            await bench.send('wine', wines.slice(0, 20)),
            await bench.send(null, wines.slice(0, 20), 3),
          ];
          for (const place of [wine, keyless]) {
            for (const result of await bench.scored(place, takeOverMs)) {
              expect(result).toMatchObject({ modelName: name, modelVersion: version });
            }
          }
          const [left] = servers.filter((server) => server !== owner);
          expect(await left?.state()).toMatchObject({ skipped: 0 });
        },
        takeOverMs + 20_000,
      );
    });
  });
}
