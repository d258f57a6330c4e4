import { silentLogger } from '@kafka-tutorial/util';
import { afterEach, expect, test } from 'vitest';
import { buildHttpApp } from './httpApp.ts';
import { fakeServerView, fakeStats } from './testing.ts';

const apps: ReturnType<typeof buildHttpApp>[] = [];

function start() {
  const view = fakeServerView();
  const app = buildHttpApp({ view, logger: silentLogger });
  apps.push(app);
  const scrape = async () => (await app.inject('/metrics')).body.split('\n');
  return { view, app, scrape };
}

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

test('are the numbers of the state, in base units', async () => {
  const { app, scrape } = start();
  expect((await app.inject('/metrics')).headers['content-type']).toBe(
    'text/plain; version=0.0.4; charset=utf-8',
  );
  const lines = await scrape();
  expect(lines).toEqual(
    expect.arrayContaining([
      'model_server_info{approach="customStage",name="alpha"} 1',
      'model_server_records_scored_total{data_type="wine",model="forest"} 120',
      'model_server_records_scored_total{data_type="wine",model="tree"} 40',
      'model_server_scoring_errors_total{data_type="wine",model="forest"} 1',
      'model_server_records_skipped_total 3',
      'model_server_records_dead_lettered_total 2',
      'model_server_scoring_seconds{data_type="wine",model="forest",quantile="0.5"} 0.00025',
      'model_server_scoring_seconds{data_type="wine",model="forest",quantile="0.99"} 0.0025',
      'model_server_model_version{data_type="wine",model="forest",type="PMML"} 2',
    ]),
  );
  expect(lines.some((line) => line.startsWith('process_cpu_seconds_total '))).toBe(true);
});

test('counters go on when models are swapped, come back, and drop out of the list of previous ones', async () => {
  const { view, scrape } = start();
  await scrape();
  const tree = { name: 'tree', modelType: 'PMML', version: 3, since: 3, until: 4, usage: 5 };
  const forest = { name: 'forest', modelType: 'PMML', version: 2, since: 2, until: 3, usage: 150 };
  view.setState({
    models: { wine: fakeStats({ version: 4, usage: 7, errors: 0, p50: 0.5, previous: [tree, forest] }) },
  });
  const lines = await scrape();
  expect(lines).toContain('model_server_records_scored_total{data_type="wine",model="forest"} 157');
  expect(lines).toContain('model_server_records_scored_total{data_type="wine",model="tree"} 45');
  expect(lines).toContain('model_server_scoring_errors_total{data_type="wine",model="forest"} 1');
  expect(lines.filter((line) => line.startsWith('model_server_model_version{'))).toEqual([
    'model_server_model_version{data_type="wine",model="forest",type="PMML"} 4',
  ]);
});

test('names of models stay within their quotes, and each app has its own numbers', async () => {
  const { view, scrape } = start();
  view.setState({ models: { wine: fakeStats({ name: 'a"} 1\nforged 2\\' }) } });
  const lines = await scrape();
  expect(lines.filter((line) => line.startsWith('forged'))).toEqual([]);
  expect(lines).toContain(
    'model_server_records_scored_total{data_type="wine",model="a\\"} 1\\nforged 2\\\\"} 120',
  );
  expect((await start().scrape()).join('\n')).not.toContain('forged');
});
