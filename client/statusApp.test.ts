import { expect, it } from 'vitest';
import { ClientState } from './clientState.ts';
import { buildStatusApp } from './statusApp.ts';

function setting() {
  const state = new ClientState();
  let ready = false;
  const app = buildStatusApp({ state, ready: () => ready });
  state.observeModel({ name: 'tree', description: '', dataType: 'wine', value: Buffer.alloc(0) });
  state.observeRecords([
    { key: 'wine', value: Buffer.alloc(0) },
    { key: 'wine', value: Buffer.alloc(0) },
    { key: 'penguins', value: Buffer.alloc(0) },
  ]);
  const setReady = () => {
    ready = true;
  };
  return { app, setReady };
}

it('answers the state', async () => {
  const { app } = setting();
  expect((await app.inject('/state')).json()).toEqual({
    records: 3,
    dataTypes: { wine: { records: 2, models: 1, model: 'tree' }, penguins: { records: 1, models: 0 } },
  });
});

it('answers metrics that do not grow by being asked for', async () => {
  const { app } = setting();
  await app.inject('/metrics');
  const { body } = await app.inject('/metrics');
  expect(body).toContain('client_records_published_total{data_type="wine"} 2\n');
  expect(body).toContain('client_models_published_total{data_type="wine"} 1\n');
});

it('is ready when the first models are published', async () => {
  const { app, setReady } = setting();
  expect((await app.inject('/health/live')).statusCode).toBe(200);
  const before = await app.inject('/health/ready');
  expect([before.statusCode, before.json().error.code]).toEqual([503, 'HTTP_NOT_READY']);
  setReady();
  expect((await app.inject('/health/ready')).statusCode).toBe(200);
});

it('answers other paths with a JSON error', async () => {
  const { app } = setting();
  const answer = await app.inject('/nothing');
  expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'HTTP_NOT_FOUND']);
});
