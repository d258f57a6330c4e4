import type { Exercise } from '../exercise.ts';

export default {
  title: 'Swap a model in a running stage',
  chapter: 'docs/05-custom-stage.md',
  minutes: 40,
  difficulty: 'medium',
  files: ['modelStage.ts'],
  hints: [
    'JavaScript runs one piece of code at a time, so an assignment is a swap between two records already. What needs care is each `await`: anything may happen while it waits.',
    'Load first, then swap: as long as `loadModel` has not returned, the old model is all there is, and when it throws nothing has changed.',
    '`ServedModel` can count its scores in flight: up before the model scores, down in `finally`, which needs `return await`.',
    '`retire` cleans up if nothing is in flight, and otherwise leaves a note, by which the last score does so in its `finally`. Both `#take` and `_destroy` retire a model.',
  ],
  background: `Counting uses is reference counting, as an operating system does it for files: the name is gone, the bytes stay as long as
somebody has them open. As the records of this stage are scored one by one, remembering the last score's promise and cleaning up
after it would do, too; with micro-batches and several inlets the count is simpler to get right.

A lock would make every record pay for something that happens once an hour. The workspace's own: customStage/modelStage.ts for
the inlets, lib/serving/servedModel.ts for the uses, lib/serving/lifecycle/modelVersions.ts for the swap. With actors the swap
needs no thought, for a model is a message between two messages.`,
  starterFails: {
    check: 'skips and counts records while there is no model',
    because: /No model yet/,
  },
  cheats: [
    { file: 'skippedNotCounted.ts', check: 'skips and counts records while there is no model' },
    { file: 'waitsForTheModel.ts', check: 'scores with the old model while the new one is loaded' },
    { file: 'servesUntried.ts', check: 'scores with the old model while the new one is loaded' },
    { file: 'cleansAtOnce.ts', check: 'cleans up the old model after its last use' },
    { file: 'neverCleans.ts', check: 'cleans up the old model after its last use' },
    { file: 'swallowedError.ts', check: 'rejects a bad model and goes on with the old one' },
  ],
} satisfies Exercise;
