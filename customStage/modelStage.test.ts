import { once } from 'node:events';
import type { InputRecord, Outcome } from '@kafka-tutorial/serving';
import { dataTypeNamed } from '@kafka-tutorial/serving';
import { inputRecord } from '@kafka-tutorial/serving/testing';
import { describe, expect, it } from 'vitest';
import { ModelStage, type ModelStageLogic } from './modelStage.ts';

const skipped = (input: InputRecord): Outcome => ({
  kind: 'skipped',
  input,
  dataType: dataTypeNamed('wine'),
});
const state = { models: () => ({}) };

function stageWith(logic: Partial<ModelStageLogic> = {}): ModelStage {
  return new ModelStage({
    processData: (inputs) => inputs.map(skipped),
    processModel: async (input) => skipped(input),
    state,
    ...logic,
  });
}

const records = (count: number) => Array.from({ length: count }, () => inputRecord(null));

async function writeAll({ data }: ModelStage, inputs: readonly InputRecord[]): Promise<void> {
  for (const input of inputs) if (!data.write(input)) await once(data, 'drain');
  data.end();
}

describe('ModelStage', () => {
  it('emits an outcome for each record, in order, and ends when the data ends', async () => {
    const stage = stageWith();
    const inputs = records(5000);
    const outcomes = stage.out.toArray();
    await writeAll(stage, inputs);
    expect((await outcomes).map(({ input }) => input)).toEqual(inputs);
  });

  it('scores what arrived together in one batch, up to a limit; a lone record waits for nobody', async () => {
    const sizes: number[] = [];
    const stage = stageWith({
      processData: (inputs) => {
        sizes.push(inputs.length);
        return inputs.map(skipped);
      },
    });
    const outcomes = stage.out.toArray();
    await writeAll(stage, records(3000));
    await outcomes;
    expect(sizes[0]).toBe(1);
    expect(sizes.length).toBeLessThan(10);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024);
  });

  it('accepts no more when nobody reads', async () => {
    const stage = stageWith();
    let accepted = 0;
    const write = (input: InputRecord) =>
      new Promise<boolean>((resolve) => {
        const more = stage.data.write(input, () => accepted++);
        setImmediate(() => resolve(more));
      });
    for (const input of records(20_000)) if (!(await write(input)) && accepted >= 1024) break;
    expect(accepted).toBeLessThan(5000);
    const before = accepted;
    const drained = once(stage.data, 'drain');
    stage.out.resume();
    await drained;
    expect(accepted).toBeGreaterThan(before);
  });

  it('takes models while it scores', async () => {
    const stage = stageWith({ processModel: async (input) => ({ ...skipped(input), input }) });
    const model = { ...inputRecord(null), topic: 'models_models' };
    const outcomes = stage.out.toArray();
    await new Promise((resolve) => stage.models.write(model, resolve));
    stage.data.end(inputRecord(null));
    expect((await outcomes).map(({ input }) => input.topic)).toEqual(['models_models', 'models_data']);
  });

  it('fails as a whole when its logic fails', async () => {
    const stage = stageWith({
      processData: () => {
        throw new Error('the logic has a bug');
      },
    });
    const outcomes = stage.out.toArray();
    stage.data.write(inputRecord(null));
    stage.data.on('error', () => {});
    await expect(outcomes).rejects.toThrow('the logic has a bug');
    expect([stage.data.destroyed, stage.models.destroyed]).toEqual([true, true]);
  });

  it('lets go of its inlets when the reader is gone', async () => {
    const stage = stageWith();
    stage.out.destroy();
    await once(stage.out, 'close');
    expect([stage.data.destroyed, stage.models.destroyed]).toEqual([true, true]);
  });

  it('shows its state while it runs', () => {
    expect(stageWith().state).toBe(state);
  });
});
