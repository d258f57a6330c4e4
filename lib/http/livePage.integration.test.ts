import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { silentLogger } from '@kafka-tutorial/util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildHttpApp } from './httpApp.ts';
import { type Listening, listen } from './listen.ts';
import {
  type FakeServerView,
  fakeServerView,
  fakeStats,
  modelEvent,
  scoredEvent,
  statisticsEvent,
} from './testing.ts';

const executable = process.env.CHROMIUM_PATH ?? findOnPath(['chromium', 'chromium-browser', 'google-chrome']);
if (executable === undefined) {
  console.warn('live page: not tested, as there is no chromium on the PATH; CHROMIUM_PATH may name one');
}

function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

describe.skipIf(executable === undefined)('the live page in a browser', () => {
  let browser: Browser;
  let page: Page;
  let view: FakeServerView;
  let server: Listening;
  let complaints: string[];

  beforeAll(async () => {
    // Chromium's own sandbox does not run as root, as which containers often run tests.
    const args = ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage'];
    browser = await chromium.launch({ executablePath: executable, args });
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    view = fakeServerView();
    server = await listen(buildHttpApp({ view, logger: silentLogger }), { port: 0 });
    page = await browser.newPage();
    complaints = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) complaints.push(`asked for ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`);
    });
  });
  afterEach(async () => {
    await page.close();
    await server.close();
  });

  const text = async (selector: string) => (await page.locator(selector).first().textContent()) ?? '';
  const shows = (selector: string, expected: string) =>
    expect.poll(() => text(selector), { timeout: 10_000 }).toContain(expected);
  const counts = (selector: string, expected: number) =>
    expect.poll(() => page.locator(selector).count(), { timeout: 10_000 }).toBe(expected);

  async function openPage() {
    await page.goto(server.url);
    await shows('#connection', 'live');
  }

  test('shows scored records, statistics and a switch of models as they happen', async () => {
    await openPage();
    await shows('#approach', 'customStage');
    await shows('.card h3', 'forest');
    await counts('#topology .node', 4);
    expect(await page.locator('#records tr').count()).toBe(0);

    view.emit(scoredEvent({ value: 5.6789, offset: '4711' }));
    view.emit(statisticsEvent());
    await shows('#records tr', '5.679');
    await shows('#records tr', '0 @ 4711');
    await shows('#rate', '10');
    await counts('.chart canvas', 2);
    await shows('#latencyChart .u-legend', '250 µs');

    const previous = { name: 'forest', modelType: 'PMML', version: 2, since: 1, until: 2, usage: 120 };
    view.setState({
      models: { wine: fakeStats({ name: 'network', version: 3, since: 2, previous: [previous] }) },
    });
    view.emit(modelEvent({ name: 'network', version: 3 }));
    await shows('.card h3', 'network');
    await shows('.card .previous', 'forest');
    await shows('#changes', 'serves wine, version 3');
    await shows('#taken', '3');
    expect(complaints).toEqual([]);
  });

  test('says that there is no model only when the server has said so', async () => {
    view.setState({ models: {} });
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/state', async (route) => {
      await asked;
      await route.continue();
    });
    await openPage();
    view.emit(scoredEvent());
    await counts('#records tr', 1);
    await shows('#models', 'Asking the server');
    answer();
    await shows('#models', 'No model yet');

    view.setState({ models: { wine: fakeStats({ name: 'forest' }) } });
    view.emit(modelEvent({ name: 'forest' }));
    await shows('.card h3', 'forest');
    expect(await text('#models')).not.toContain('No model yet');
    expect(complaints).toEqual([]);
  });

  test('draws parts that feed each other, and edges whose ends are known', async () => {
    const nodes = [
      { id: 'data', kind: 'source' },
      { id: 'processor', kind: 'stage' },
      { id: 'models', kind: 'store' },
    ] as const;
    const edges = [
      { from: 'data', to: 'processor' },
      { from: 'processor', to: 'models' },
      { from: 'models', to: 'processor' },
      { from: 'processor', to: 'nowhere' },
    ];
    view.topology = () => ({ text: 'a cycle', nodes, edges });
    await openPage();
    await counts('#topology .node', 3);
    await counts('#topology .edge', 3);
    await shows('#topologyText', 'a cycle');
    const left = async (name: string) =>
      (await page.locator('#topology .node', { hasText: name }).boundingBox())?.x;
    const places = [await left('data'), await left('processor'), await left('models')];
    expect(places).toEqual([...places].sort((a, b) => Number(a) - Number(b)));
    expect(complaints).toEqual([]);
  });

  test('leads edges past the parts that they have nothing to do with', async () => {
    const stages = ['split', 'long way', 'longer way', 'merge'].map((id) => ({ id, kind: 'stage' }) as const);
    const nodes = [{ id: 'data', kind: 'source' }, ...stages, { id: 'results', kind: 'sink' }] as const;
    const edges = [
      { from: 'data', to: 'split' },
      { from: 'split', to: 'long way' },
      { from: 'long way', to: 'longer way' },
      { from: 'longer way', to: 'merge' },
      { from: 'split', to: 'merge' },
      { from: 'data', to: 'results' },
      { from: 'merge', to: 'results' },
    ];
    view.topology = () => ({ text: '', nodes, edges });
    await openPage();
    await counts('#topology .edge', edges.length);
    // As text: the types of a browser are not those of this program.
    const hits = await page.evaluate<number[]>(`
      (() => {
        const boxes = [...document.querySelectorAll('#topology .node rect')].map((rect) => rect.getBBox());
        const isInside = (point) =>
          boxes.some(
            ({ x, y, width, height }) =>
              point.x > x && point.x < x + width && point.y > y && point.y < y + height,
          );
        return [...document.querySelectorAll('#topology .edge')].map((edge) => {
          const step = edge.getTotalLength() / 100;
          const along = Array.from({ length: 99 }, (_, i) => edge.getPointAtLength(step * (i + 1)));
          return along.filter(isInside).length;
        });
      })()
    `);
    expect(hits).toEqual(edges.map(() => 0));
    expect(complaints).toEqual([]);
  });

  test('shows why a model was rejected', async () => {
    await openPage();
    const rejected = { code: 'MODEL_CORRUPT', message: 'no XML' };
    view.emit(modelEvent({ name: 'broken', version: 0, rejected }));
    await shows('#changes .refused', 'rejected: no XML MODEL_CORRUPT');
    await shows('#rejected', '1');
    expect(complaints).toEqual([]);
  });

  test('a page that is opened late has the past at once', async () => {
    const now = Date.now();
    for (let i = 0; i < 60; i++) {
      view.emit(statisticsEvent({ time: now - (60 - i) * 1000 }));
      view.emit(scoredEvent({ offset: String(i) }));
    }
    view.emit(modelEvent());
    await openPage();
    await counts('#records tr', 20);
    await counts('#changes li', 1);
    await shows('#records tr', '@ 59');
    await counts('.chart canvas', 2);
  });

  test.each([1200, 1280, 1920])('a window of %i pixels shows the whole table of records', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await openPage();
    const model = 'penguinLogisticRegression';
    view.emit(
      scoredEvent({ dataType: 'penguins', model, version: 118, value: 'Chinstrap', offset: '123456' }),
    );
    await shows('#records tr', '0 @ 123456');
    const hidden = await page.locator('.scroll:has(#records)').evaluate((e) => e.scrollWidth - e.clientWidth);
    expect(hidden).toBe(0);
  });

  test('names from outside are text wherever they are shown', async () => {
    const evil = '<img src=x onerror="document.title=\'taken over\'">';
    const stats = fakeStats({ name: evil, description: evil, modelType: evil });
    const previous = [{ ...stats.previous[0], name: evil } as (typeof stats.previous)[number]];
    view.setState({ instance: evil, models: { [evil]: { ...stats, previous }, __proto__: stats } });
    view.topology = () => ({ text: evil, nodes: [{ id: evil, kind: 'stage' }], edges: [] });
    await openPage();
    const names = { dataType: evil, modelType: evil, name: evil };
    view.emit(scoredEvent({ dataType: evil, value: evil, model: evil, topic: evil }));
    view.emit(modelEvent(names));
    view.emit(modelEvent({ ...names, version: 0, rejected: { code: evil, message: evil } }));
    view.emit(statisticsEvent({ dataTypes: { [evil]: { recordsPerSecond: 1, p50: 1, p99: 2 } } }));
    for (const place of [
      '.card h3',
      '.card .description',
      '.card .previous',
      '#instance',
      '#topology',
      '#records',
    ]) {
      await shows(place, evil);
    }
    await counts('#changes li', 2);
    await shows('#changes .refused', evil);
    await shows('#rateChart .u-legend', evil);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe(`customStage · ${evil}`);
    expect(complaints).toEqual([]);
  });

  test('finds the server again after a restart', async () => {
    await openPage();
    await server.close();
    await shows('#connection', 'no connection');
    view = fakeServerView();
    view.setState({ instance: 'beta' });
    server = await listen(buildHttpApp({ view, logger: silentLogger }), {
      port: Number(new URL(server.url).port),
    });
    await shows('#connection', 'live');
    await shows('#instance', 'beta');
  });

  test('holds still while it is paused, and catches up', async () => {
    await openPage();
    view.emit(scoredEvent({ offset: '1' }));
    await counts('#records tr', 1);
    await page.getByRole('button', { name: 'Pause' }).press('Enter');
    view.emit(scoredEvent({ offset: '2' }));
    view.emit(modelEvent({ name: 'network', version: 3 }));
    // Announced even then, which shows that the events have arrived.
    await shows('#announcement', 'network now serves wine, version 3');
    expect(await page.locator('#records tr').count()).toBe(1);
    await page.getByRole('button', { name: 'Go on' }).press('Enter');
    await counts('#records tr', 2);
  });
});
