import { ModelError, type Score, type ScoreOutcome } from '@kafka-tutorial/model';
import { ModelDescriptor } from '@kafka-tutorial/proto';
import { describe, expect, it } from 'vitest';
import { loadModel } from '../loadModel.ts';
import { ServedModel } from '../servedModel.ts';
import { testFactory } from '../testing.ts';
import { type EnsembleMethod, ensemble } from './ensemble.ts';

const fails = new ModelError('SCORING_FAILED', 'broken');

async function score(method: EnsembleMethod, ...outcomes: ScoreOutcome[]): Promise<ScoreOutcome | undefined> {
  // A model is tried before it serves: the first score is a good one.
  const members = outcomes.map(async (outcome, i) => {
    let tried = false;
    const first = () => {
      const answer: ScoreOutcome = tried ? outcome : { value: 0 };
      tried = true;
      return answer;
    };
    const { factory } = testFactory({ m: { score: first } });
    const loaded = await loadModel(new ModelDescriptor({ name: 'm', dataType: 'wine' }), factory);
    return ServedModel.begin(loaded, undefined, i);
  });
  return (await ensemble(await Promise.all(members), method).scoreBatch([{}])).outcomes[0];
}

const near = (value: number) => expect.closeTo(value, 9);
const adelie: Score = { value: 'Adelie', probabilities: { Adelie: 0.6, Gentoo: 0.4 } };
const gentoo: Score = { value: 'Gentoo', probabilities: { Adelie: 0.1, Gentoo: 0.9 } };

describe('ensemble', () => {
  it('votes: the value that most models give, with the shares of the votes', async () => {
    expect(await score('vote', { value: 5 }, { value: 6 }, { value: 6 })).toEqual({
      value: 6,
      probabilities: { 5: near(1 / 3), 6: near(2 / 3) },
    });
  });

  it('lets the first model decide where votes are equal', async () => {
    expect(await score('vote', adelie, gentoo)).toMatchObject({ value: 'Adelie' });
  });

  it('averages numbers', async () => {
    expect(await score('average', { value: 5 }, { value: 6.5 })).toEqual({ value: 5.75 });
  });

  it('averages probabilities, and gives the class that then has most', async () => {
    expect(await score('average', adelie, gentoo)).toEqual({
      value: 'Gentoo',
      probabilities: { Adelie: near(0.35), Gentoo: near(0.65) },
    });
  });

  it('votes on labels that have no average', async () => {
    expect(await score('average', { value: 'a' }, { value: 'b' }, { value: 'b' })).toMatchObject({
      value: 'b',
    });
  });

  it('leaves out a model that fails, and fails when all do', async () => {
    expect(await score('average', fails, { value: 6 })).toEqual({ value: 6 });
    expect(await score('vote', fails, fails)).toBe(fails);
  });
});
