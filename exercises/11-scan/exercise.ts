import type { Exercise } from '../exercise.ts';

export default {
  title: 'Scan, the smallest custom stage',
  chapter: 'docs/05-custom-stage.md',
  minutes: 15,
  difficulty: 'easy',
  files: ['scan.ts'],
  hints: [
    'A Transform keeps what it needs between two elements in a variable of the function that made it.',
    'Whatever `construct` pushes comes out before the first element; `transform` hands its result to its callback.',
    'An exception in `transform` would end the process. Catch it and hand it to the callback: `callback(error)`.',
  ],
  background: `Transform asks for an element only when its reader wants one, so back-pressure costs no line here.
An async generator would do as well, \`async function* scan(source)\`, and is shorter; a Transform can be put between
two streams by \`pipe\` and \`pipeline\` and used from plain Node code. The workspace's own is customStage/scan.ts.`,
  starterFails: { check: 'emits the zero, then each accumulation', because: /accumulat/ },
  cheats: [
    { file: 'constantAnswer.ts', check: 'emits the zero, then each accumulation' },
    { file: 'swallowedError.ts', check: 'fails the stream when the function throws' },
    { file: 'everythingAtOnce.ts', check: 'asks for no more than its reader wants' },
  ],
} satisfies Exercise;
