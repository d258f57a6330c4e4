import type { Exercise } from '../exercise.ts';

export default {
  title: 'A pool of workers',
  chapter: 'docs/06-actors.md',
  minutes: 45,
  difficulty: 'hard',
  files: ['workerPool.ts'],
  hints: [
    'Two rules give order and speed together: a key that a worker has is not given to another one, and every idle worker takes what comes first otherwise.',
    'The keys that workers have: `[...this.#underWay.values()].map(({ key }) => key)`. Then `findIndex` over `#waiting`, and `splice`.',
    '`room()` may be woken and find the pool full again, because somebody else was quicker: ask in a `while`, not in an `if`.',
    'When a worker dies: `if (task && ++task.deaths < 2)`, `unshift` the task, else reject it. The new worker assigns anew.',
  ],
  background: `Why not a worker for each key, by a hash of it? That keeps order as well, and is what Kafka's partitions do; but one busy
key holds up all that share its worker, while another worker is idle. Here a worker belongs to nobody. Libraries for consumers
that work in parallel do the same within a partition. Whoever reads from Kafka has to commit with care then: records are done in
any order, and an offset may be committed only when all before it are (actorsPersistent/supervision/orderedProgress.ts).
Each record crosses to a thread as a structured clone, which can cost more than scoring it. The workspace sends batches, as bytes:
actorsPersistent/wire/recordBatch.ts. Its pool is actorsPersistent/threads/threadPool.ts: it waits for a moment before it replaces
a thread, since one that cannot even start would be replaced for ever.`,
  starterFails: { check: 'scores records of one key one after the other', because: /Whose turn is it/ },
  cheats: [
    { file: 'oneAtATime.ts', check: 'works on as many keys at the same time as it has workers' },
    { file: 'unbounded.ts', check: 'is full when as many wait as may' },
    { file: 'triedLater.ts', check: 'tries a record again when its worker dies, before all that wait' },
    { file: 'triedForEver.ts', check: 'gives up a record that two workers died with, and nothing else' },
    { file: 'swallowedError.ts', check: 'gives up a record that two workers died with, and nothing else' },
  ],
} satisfies Exercise;
