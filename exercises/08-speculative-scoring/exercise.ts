import type { Exercise } from '../exercise.ts';

export default {
  title: 'Speculative scoring',
  chapter: 'docs/03-serving-models.md',
  minutes: 40,
  difficulty: 'hard',
  files: ['speculate.ts'],
  hints: [
    'Start all models first and note each outcome where it can be found by the model’s position. Waiting comes afterwards.',
    'Make a function around `model.score` that never rejects: a failure becomes a `ModelError`. Then a late failure has somebody who handles it, too.',
    'Go through the models in order of preference and wait for `Promise.race([answered, deadline])`. Before the deadline that waits for exactly this model; after it, it does not wait at all, and you find whoever has answered.',
    'Give `sleep` the signal of an `AbortController` and abort it in `finally`. An aborted sleep rejects: who handles that?',
  ],
  background: `Promise.race and Promise.any alone give the fastest answer, not the best one, and leave the losers running. A promise cannot be
stopped: a late model still computes, and its outcome is dropped. What computes in the server's own thread, as PMML does here,
cannot even be interrupted, and holds up the deadline's timer as well. So the workspace asks such a model only if by its times
so far it will be done, and asks the stable model always, waiting for it where nobody else answers:
lib/serving/lifecycle/speculative.ts.

A service that scores over HTTP can be given the signal, and stops. A clock as an argument makes all orders of events testable
in no time.`,
  starterFails: {
    check: 'takes the best one that has answered at the deadline',
    because: /no outcome at the deadline/,
  },
  cheats: [
    { file: 'fastestWins.ts', check: 'takes the best model, however late before the deadline' },
    { file: 'waitsForAll.ts', check: 'waits for nobody once the best has answered' },
    { file: 'alwaysWaits.ts', check: 'waits for nobody once the best has answered' },
    { file: 'swallowedError.ts', check: 'answers with an error when there is no answer' },
    { file: 'lateFailures.ts', check: 'ignores what comes late, failures as well' },
    { file: 'timerLeft.ts', check: 'leaves no timer behind' },
  ],
} satisfies Exercise;
