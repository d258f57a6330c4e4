import type { Exercise } from '../exercise.ts';

export default {
  title: 'Routing to actors',
  chapter: 'docs/06-actors.md',
  minutes: 30,
  difficulty: 'medium',
  files: ['router.ts'],
  hints: [
    'Everything turns on one name: the data type is the key in `actors`, and the `id` of the actor that is spawned.',
    "`failed.getSnapshot().context` still is what it was before the record that failed, and fits as the new actor's `input`.",
    "An entry `'xstate.error.actor.*': { actions: 'restart' }` in `on` takes the errors of all children. Without one, the router fails with its child.",
    'In `ask`, the promise has two ends: the actor calls `reply`, a timer calls `reject`. `finally` clears the timer in both cases.',
  ],
  background: `One fails, one is restarted: the supervision that Erlang calls one-for-one. It keeps what is broken small, and nobody
has to find out what is broken. The state here comes from the memory of the failed actor; it survives no process. The
workspace keeps it in a journal (exercise 15), and its supervisors do more: they wait longer after each failure, stop an actor
that fails too often, and keep the mailbox outside, so that records that wait are not lost with the actor:
actorsPersistent/supervision/supervisedActor.ts. The router is actorsPersistent/modelServingManager.ts, and \`ask\` a method of
actorsPersistent/modelServer.ts. A query without a limit is a leak: whoever asks cannot know whether the other one is slow,
dead, or was never there.`,
  starterFails: {
    check: 'spawns one actor for each data type, when its first record comes',
    because: /Which actors should be there/,
  },
  cheats: [
    { file: 'forgetsState.ts', check: 'starts an actor that fails again, with the statistics that it had' },
    { file: 'swallowedError.ts', check: 'starts an actor that fails again, with the statistics that it had' },
    { file: 'allForOne.ts', check: 'lets the other actors go on' },
    { file: 'timerLeftBehind.ts', check: 'answers a query, and leaves no timer behind' },
  ],
} satisfies Exercise;
