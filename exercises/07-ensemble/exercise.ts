import type { Exercise } from '../exercise.ts';

export default {
  title: 'An ensemble',
  chapter: 'docs/03-serving-models.md',
  minutes: 25,
  difficulty: 'medium',
  files: ['ensemble.ts'],
  hints: [
    '`score` of a model may answer at once or with a promise, and may throw, reject, or answer with a `ModelError`. Make one function that turns all of these into a `ScoreOutcome`.',
    'Inside of an async function, `try { return await member.score(record) } catch …` catches a throw as well as a rejection. Without `await` it does not catch the rejection.',
    '`Promise.all` over the members, each wrapped like that, never rejects, and outcome i belongs to member i: filter for the scores, count the others by their position.',
    'For the vote, count in a `Map` from value to votes: it keeps the order in which values came first, so the first entry with the most votes is the one you want.',
  ],
  background: `An error as a value (\`ScoreOutcome\` is \`Score | ModelError\`) makes the combination a plain function of a list, and the
compiler reminds you of failures. With Promise.allSettled you would get the same list with other names, but a member that throws
before it returns a promise would still end it all.

Which method is right is not to be seen from the values: a wine's quality 5 is a label for a tree and a number for a regression.
Averaging probabilities uses more of what the members know than a vote. The workspace's own is
lib/serving/lifecycle/ensemble.ts; the header model.method says which one, see docs/lifecycle.md.`,
  starterFails: { check: 'gives the value that most members give', because: /majority/ },
  cheats: [
    { file: 'dividedByAll.ts', check: 'leaves out members that fail, and counts them' },
    { file: 'failuresNotCounted.ts', check: 'leaves out members that fail, and counts them' },
    { file: 'oneFailsAll.ts', check: 'leaves out members that fail, and counts them' },
    { file: 'noPredictionIsZero.ts', check: 'leaves out a member without a prediction' },
    { file: 'swallowedError.ts', check: 'answers with an error when nobody is left' },
    { file: 'oneAfterTheOther.ts', check: 'asks all members at once' },
  ],
} satisfies Exercise;
