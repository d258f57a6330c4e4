import { ModelDescriptor } from '@kafka-tutorial/proto';
import { describe, expect, it } from 'vitest';
import { dataTypeNamed } from './dataTypes.ts';
import { loadModel } from './loadModel.ts';
import type { Outcome } from './outcome.ts';
import { ServedModel } from './servedModel.ts';
import { ServingMonitor } from './servingMonitor.ts';
import { inputRecord, testFactory } from './testing.ts';
import type { ServingEvent } from './view.ts';

const input = inputRecord(null);
const { factory } = testFactory({ tree: {} });
const descriptor = new ModelDescriptor({ name: 'tree', dataType: 'wine', modeltype: 2 });
const served = ServedModel.begin(await loadModel(descriptor, factory), undefined, 0);
const scored: Outcome = {
  ...{ kind: 'scored', input, dataType: dataTypeNamed('wine'), score: { value: 5 }, served, micros: 2000 },
};

function monitored() {
  const events: ServingEvent[] = [];
  const monitor = new ServingMonitor(() => 42);
  const unsubscribe = monitor.subscribe((event) => events.push(event));
  return { monitor, events, unsubscribe };
}

describe('ServingMonitor', () => {
  it('sends a few samples a second, and the statistics of all', () => {
    const { monitor, events } = monitored();
    monitor.observe(Array.from({ length: 1000 }, () => scored));
    expect(events.map(({ type }) => type)).toEqual(Array(10).fill('scored'));
    expect(events[0]).toMatchObject({
      dataType: 'wine',
      value: 5,
      model: 'tree',
      version: 1,
      micros: 2000,
      time: 42,
    });
    monitor.tick();
    const wine = { recordsPerSecond: 1000, p50: expect.closeTo(2, 1), p99: expect.closeTo(2, 1) };
    expect(events.at(-1)).toMatchObject({ type: 'statistics', dataTypes: { wine } });
    monitor.tick();
    expect(events.at(-1)).toMatchObject({ dataTypes: { wine: { recordsPerSecond: 0 } } });
    monitor.observe([scored]);
    expect(events.at(-1)?.type).toBe('scored');
  });

  it('tells of models that serve and of models that were rejected', () => {
    const { monitor, events } = monitored();
    const reason = { code: 'MODEL_CORRUPT', message: 'not XML' };
    monitor.observe([
      { kind: 'modelAccepted', input, served },
      { kind: 'modelRejected', input, name: 'bad', dataType: 'wine', modelType: 'PMML', reason },
    ]);
    expect(events).toEqual([
      { type: 'model', time: 42, dataType: 'wine', name: 'tree', modelType: 'PMML', version: 1 },
      {
        type: 'model',
        time: 42,
        dataType: 'wine',
        name: 'bad',
        modelType: 'PMML',
        version: 0,
        rejected: reason,
      },
    ]);
    expect(monitor.deadLettered).toBe(1);
  });

  it('counts what was skipped and dead-lettered', () => {
    const { monitor } = monitored();
    const reason = { code: 'RECORD_EMPTY', message: 'empty' };
    monitor.observe([
      { kind: 'skipped', input, dataType: dataTypeNamed('wine') },
      { kind: 'deadLettered', input, reason },
      { kind: 'deadLettered', input, reason },
    ]);
    expect([monitor.skipped, monitor.deadLettered]).toEqual([1, 2]);
  });

  it('is silent to those who left', () => {
    const { monitor, events, unsubscribe } = monitored();
    unsubscribe();
    monitor.tick();
    expect(events).toEqual([]);
  });
});
