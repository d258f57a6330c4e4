import { ModelError, type ScoreOutcome } from '@kafka-tutorial/model';
import { ModelDescriptor } from '@kafka-tutorial/proto';
import { describe, expect, it } from 'vitest';
import { loadModel } from '../loadModel.ts';
import { ServedModel } from '../servedModel.ts';
import { type TestModel, testFactory } from '../testing.ts';
import { speculative } from './speculative.ts';

async function served(name: string, model: TestModel): Promise<ServedModel> {
  const { factory } = testFactory({ [name]: { score: () => ({ value: 0 }), ...model } });
  return ServedModel.begin(
    await loadModel(new ModelDescriptor({ name, dataType: 'wine' }), factory),
    undefined,
    0,
  );
}

/** A model that answers when it is told. */
function waiting(): { model: TestModel; answer: (outcome: ScoreOutcome) => void } {
  let answer: (outcome: ScoreOutcome) => void = () => {};
  const scoreBatch = () =>
    new Promise<ScoreOutcome[]>((resolve) => (answer = (outcome) => resolve([outcome])));
  return { model: { scoreBatch }, answer: (outcome) => answer(outcome) };
}

/** A deadline that comes when it is told. */
function deadline() {
  let pass: () => void = () => {};
  const sleep = () => new Promise<void>((resolve) => (pass = resolve));
  return { options: { deadlineMs: 5, now: () => 0, sleep }, pass: () => pass() };
}

describe('speculative', () => {
  it('takes the best answer that comes before the deadline', async () => {
    const [best, quick, clock] = [waiting(), waiting(), deadline()];
    const members = [await served('best', best.model), await served('quick', quick.model)];
    const scoring = speculative(members, clock.options).scoreBatch([{}]);
    quick.answer({ value: 1 });
    best.answer({ value: 2 });
    const { outcomes, servedAt } = await scoring;
    expect(outcomes).toEqual([{ value: 2 }]);
    expect(servedAt(0)).toBe(members[0]);
  });

  it('does not wait beyond the deadline for a better one', async () => {
    const [best, quick, clock] = [waiting(), waiting(), deadline()];
    const members = [await served('best', best.model), await served('quick', quick.model)];
    const scoring = speculative(members, clock.options).scoreBatch([{}]);
    quick.answer({ value: 1 });
    await new Promise(setImmediate);
    clock.pass();
    const { outcomes, servedAt } = await scoring;
    expect(outcomes).toEqual([{ value: 1 }]);
    expect(servedAt(0)).toBe(members[1]);
    best.answer({ value: 2 });
  });

  it('waits for the first answer when there is none at the deadline', async () => {
    const [best, quick, clock] = [waiting(), waiting(), deadline()];
    const members = [await served('best', best.model), await served('quick', quick.model)];
    const scoring = speculative(members, clock.options).scoreBatch([{}]);
    clock.pass();
    await new Promise(setImmediate);
    best.answer({ value: 2 });
    expect((await scoring).outcomes).toEqual([{ value: 2 }]);
    quick.answer({ value: 1 });
  });

  it('takes the next best where the best fails', async () => {
    const fails = async () => [new ModelError('SCORING_FAILED', 'broken')];
    const members = [await served('best', { scoreBatch: fails }), await served('quick', {})];
    expect((await speculative(members, { deadlineMs: 1_000 }).scoreBatch([{}])).outcomes).toEqual([
      { value: 0 },
    ]);
  });

  it('asks a model that answers at once only if it was fast enough so far', async () => {
    let asked = 0;
    const score = () => {
      asked++;
      const until = performance.now() + 20;
      while (performance.now() < until);
      return { value: 2 };
    };
    const members = [await served('best', { score }), await served('quick', {})];
    const scorer = speculative(members, { deadlineMs: 5 });
    const before = asked;
    expect((await scorer.scoreBatch([{}])).outcomes).toEqual([{ value: 2 }]);
    expect((await scorer.scoreBatch([{}])).outcomes).toEqual([{ value: 0 }]);
    expect(asked).toBe(before + 1);
  });
});
