import type { ProducerRecord } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { type EncodedModel, ModelPublisher, readModels } from './modelPublisher.ts';
import { ModelRotation } from './modelRotation.ts';
import { SimulatedClock } from './simulatedClock.ts';

function model(dataType: string, name: string): EncodedModel {
  return { dataType, name, description: '', value: Buffer.from(name) };
}

const models = [model('wine', 'w0'), model('wine', 'w1'), model('wine', 'w2'), model('penguins', 'p0')];

describe('ModelRotation', () => {
  it('begins with a model of every data type and goes on in turns', () => {
    const rotation = new ModelRotation(models);
    expect(rotation.first().map(({ name }) => name)).toEqual(['w0', 'p0']);
    const next = Array.from({ length: 7 }, () => rotation.next().name);
    expect(next).toEqual(['w1', 'p0', 'w2', 'p0', 'w0', 'p0', 'w1']);
  });

  it('needs models', () => {
    expect(() => new ModelRotation([])).toThrow(RangeError);
  });
});

describe('ModelPublisher', () => {
  function setting(intervalMs: number) {
    const clock = new SimulatedClock();
    const sent: string[] = [];
    const stopping = new AbortController();
    const producer = {
      async send({ messages }: ProducerRecord) {
        for (const { key, value } of messages) sent.push(`${clock.now()} ${key} ${value}`);
        if (sent.length === 4) stopping.abort();
        return [];
      },
    };
    return { sent, stopping, publisher: new ModelPublisher({ producer, models, intervalMs, clock }) };
  }

  it('publishes the first models at once and then one in each interval', async () => {
    const { sent, stopping, publisher } = setting(10_000);
    await publisher.publishFirst();
    await publisher.run(stopping.signal);
    expect(sent).toEqual(['0 wine w0', '0 penguins p0', '10000 wine w1', '20000 penguins p0']);
  });

  it('publishes only the first models with an interval of 0', async () => {
    const { sent, stopping, publisher } = setting(0);
    await publisher.publishFirst();
    await publisher.run(stopping.signal);
    expect(sent).toEqual(['0 wine w0', '0 penguins p0']);
  });
});

it('takes the models of the catalog, of all types', async () => {
  const names = (await readModels()).map(({ name }) => name);
  expect(names).toContain('wineTensorFlow');
  expect(names).toContain('penguinLogisticRegression');
  expect(names).toContain('wineSavedModel');
  expect(names).toContain('wineExtraTrees');
});
