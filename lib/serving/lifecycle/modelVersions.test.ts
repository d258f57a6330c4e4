import { describe, expect, it } from 'vitest';
import { decodeModelDescriptor, loadModel } from '../loadModel.ts';
import type { ModelOutcome } from '../outcome.ts';
import { controlRecord, modelRecord, testFactory } from '../testing.ts';
import { headersOfRole, type ModelRole } from './modelCommand.ts';
import { ModelVersions, type ModelVersionsOptions } from './modelVersions.ts';
import { takeModelRecord } from './takeModelRecord.ts';

const names = ['a', 'b', 'c', 'd', 'e'];

function lifecycle(options?: ModelVersionsOptions) {
  const models = Object.fromEntries(names.map((name, i) => [name, { score: () => ({ value: i }) }]));
  const { factory, cleaned } = testFactory(models);
  const versions = new ModelVersions({ now: () => 1_000, ...options });
  const take = (name: string, role?: ModelRole) =>
    takeModelRecord(modelRecord({ name }, role && headersOfRole(role)), () => versions, factory);
  const control = (what: string) => takeModelRecord(controlRecord(what), () => versions, factory);
  const load = (bytes: Uint8Array) => loadModel(decodeModelDescriptor(Buffer.from(bytes)), factory);
  return { versions, cleaned, take, control, load };
}

const nameOf = (outcome: ModelOutcome) =>
  outcome.kind === 'modelAccepted' ? outcome.served.loaded.name : outcome.reason.code;

describe('a stable model', () => {
  it('takes the place of the one before, which is kept', async () => {
    const { versions, cleaned, take } = lifecycle();
    await take('a');
    await take('b');
    expect(versions.stats()).toMatchObject({
      ...{ name: 'b', version: 2, candidates: [], kept: [{ name: 'a', version: 1 }] },
      previous: [{ name: 'a', version: 1, until: 1_000 }],
    });
    expect(cleaned).toEqual(['a']);
    expect((await versions.scoreBatch([{}])).outcomes).toEqual([{ value: 1 }]);
  });

  it('is put back by a rollback, and by the next one the model before that', async () => {
    const { versions, take, control } = lifecycle();
    for (const name of ['a', 'b', 'c']) await take(name);
    expect(nameOf(await control('rollback'))).toBe('b');
    expect(versions.stats()).toMatchObject({
      name: 'b',
      version: 4,
      previous: [{ name: 'c', version: 3 }, {}, {}],
    });
    expect(nameOf(await control('rollback'))).toBe('a');
    expect(nameOf(await control('rollback'))).toBe('MODEL_CONTROL_IMPOSSIBLE');
    expect(versions.stats()).toMatchObject({ name: 'a', version: 5 });
  });

  it('is one of the last few that are kept', async () => {
    const { versions, take } = lifecycle({ keep: 2 });
    for (const name of names) await take(name);
    expect(versions.kept.map(({ name }) => name)).toEqual(['d', 'c']);
  });
});

describe('a candidate', () => {
  it('is promoted: it serves, and the stable model is kept', async () => {
    const { versions, cleaned, take, control } = lifecycle();
    await take('a');
    await take('b', { label: 'canary', share: 0.5 });
    expect(versions.stats()).toMatchObject({
      name: 'a',
      candidates: [{ name: 'b', label: 'canary', share: 0.5 }],
    });
    expect(nameOf(await control('promote'))).toBe('b');
    expect(versions.stats()).toMatchObject({
      ...{ name: 'b', version: 2, candidates: [], kept: [{ name: 'a' }] },
      previous: [{ name: 'a', version: 1 }],
    });
    expect(cleaned).toEqual(['a']);
  });

  it('is retired: the stable model goes on', async () => {
    const { versions, cleaned, take, control } = lifecycle();
    await take('a');
    await take('b', { label: 'shadow' });
    await take('c', { label: 'canary', share: 1 });
    expect(nameOf(await control('retire'))).toBe('a');
    expect(cleaned).toEqual(['b', 'c']);
    expect((await versions.scoreBatch([{}])).outcomes).toEqual([{ value: 0 }]);
  });

  it('takes the place of one with the same label', async () => {
    const { versions, cleaned, take } = lifecycle();
    for (const [name, share] of [
      ['a', 0],
      ['b', 0.1],
      ['c', 0.2],
    ] as const)
      await take(name, { label: 'canary', share });
    expect(versions.stats()).toMatchObject({ name: 'a', candidates: [{ name: 'c', share: 0.2 }] });
    expect(cleaned).toEqual(['b']);
  });

  it('joins others that make one score with the stable model, until the next stable one', async () => {
    const { versions, cleaned, take } = lifecycle();
    await take('c');
    await take('e', { label: 'ensemble', method: 'average' });
    await take('d', { label: 'ensemble', method: 'average' });
    expect((await versions.scoreBatch([{}])).outcomes).toEqual([{ value: 3 }]);
    await take('a');
    expect(cleaned).toEqual(['e', 'd', 'c']);
    expect((await versions.scoreBatch([{}])).outcomes).toEqual([{ value: 0 }]);
  });

  it('that is better is preferred by speculative scoring', async () => {
    const { versions, take } = lifecycle();
    await take('a');
    await take('b', { label: 'speculative', deadlineMs: 10_000 });
    const { outcomes, servedAt } = await versions.scoreBatch([{}]);
    expect(outcomes).toEqual([{ value: 1 }]);
    expect(servedAt(0).loaded.name).toBe('b');
  });
});

describe('a control message', () => {
  it.each([
    ['rollback', 'MODEL_CONTROL_IMPOSSIBLE'],
    ['promote', 'MODEL_CONTROL_IMPOSSIBLE'],
    ['retire', 'MODEL_CONTROL_IMPOSSIBLE'],
    ['explode', 'MODEL_CONTROL_INVALID'],
  ])('that asks for what is not there is rejected: %s', async (what, code) => {
    const { versions, take, control } = lifecycle();
    await take('a');
    expect(await control(what)).toMatchObject({ kind: 'modelRejected', dataType: 'wine', reason: { code } });
    expect(versions.stats()).toMatchObject({ name: 'a', version: 1 });
  });

  it.each([
    [{ 'model.label': 'king' }, 'expected stable, canary, shadow, ensemble or speculative'],
    [{ 'model.label': 'canary', 'model.share': '101' }, 'expected a number from 0 to 100'],
    [{ 'model.label': 'canary', 'model.share': '-1' }, 'expected a number'],
    [{ 'model.label': 'ensemble', 'model.method': 'guess' }, 'expected vote, average'],
    [{ 'model.label': 'speculative', 'model.deadline': 'NaN' }, 'expected a number'],
  ])('%j is rejected', async (headers, part) => {
    const { factory } = testFactory({ a: {} });
    const versions = new ModelVersions();
    const outcome = await takeModelRecord(
      modelRecord({ name: 'a' }, headers as Record<string, string>),
      () => versions,
      factory,
    );
    expect(outcome).toMatchObject({
      kind: 'modelRejected',
      reason: { code: 'MODEL_CONTROL_INVALID', message: expect.stringContaining(part) },
    });
  });
});

describe('a snapshot', () => {
  it('lets all go on after a restart: models, candidates, statistics, and those kept for a rollback', async () => {
    const { versions, take, load } = lifecycle();
    for (const name of ['a', 'b', 'c']) await take(name);
    await take('d', { label: 'shadow' });
    await take('e', { label: 'canary', share: 0.3 });
    await versions.scoreBatch([{}, { alcohol: 1 }]);
    const text = JSON.stringify(versions.snapshot());
    const restored = await ModelVersions.restore(JSON.parse(text), load);
    expect(restored.stats()).toEqual(versions.stats());
    const { outcomes, shadow } = await restored.scoreBatch([{}]);
    expect(outcomes).toEqual((await versions.scoreBatch([{}])).outcomes);
    expect(shadow?.outcomes).toEqual([{ value: 3 }]);
    expect((await restored.rollback(load)).loaded.name).toBe('b');
    expect(restored.stats()).toMatchObject({ version: 6 });
  });

  it('is nothing without a model', () => {
    expect(new ModelVersions().snapshot()).toBeUndefined();
  });
});

it('closes all models', async () => {
  const { versions, cleaned, take } = lifecycle();
  await take('a');
  await take('b', { label: 'shadow' });
  versions.close();
  expect(cleaned.sort()).toEqual(['a', 'b']);
});
