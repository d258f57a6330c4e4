import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { readWineRecords } from '@kafka-tutorial/data';
import { type CheckTools, defineChecks } from '../checking/index.ts';
import { watchedWorkers } from './workers/watch.ts';

type Learner = typeof import('./solution/workerPool.ts');
type Pool = InstanceType<Learner['WorkerPool']>;

export default defineChecks<Learner>({
  'scores records of one key one after the other': async ({ WorkerPool }, tools) => {
    const { start, begun, release } = watchedWorkers();
    const pool = new WorkerPool({ start, workers: 2, capacity: 8 });
    await closing(pool, async () => {
      const [key, other] = twoKeys(tools);
      const first = score(pool, key, { id: 1, releasedAtLeast: 1 });
      const second = score(pool, key, { id: 2 });
      await ended(tools, score(pool, other, { id: 3 }), `${other} waits, and one of two workers is idle.`);
      await tools.until(() => begun().includes(1), `Nobody works on record 1, the first of ${key}.`);
      tools.equal(
        begun().sort(),
        [1, 3],
        `Records 1 and 2 have the key ${key}, and 1 is not done. Whose turn is it on the other worker?`,
      );
      release();
      await ended(tools, Promise.all([first, second]), `Both records of ${key} should have a score by now.`);
      tools.equal(begun().slice(-1), [2], 'When record 1 is done, record 2 of its key can begin.');
    });
  },

  'works on as many keys at the same time as it has workers': async ({ WorkerPool }, tools) => {
    const { start } = watchedWorkers();
    const workers = tools.random.integer(2, 4);
    const pool = new WorkerPool({ start, workers, capacity: 8 });
    await closing(pool, () => barrier(pool, workers, workers, tools));
  },

  'is full when as many wait as may': async ({ WorkerPool }, tools) => {
    const { start, begun, release } = watchedWorkers();
    const [workers, capacity] = [tools.random.integer(1, 3), tools.random.integer(2, 6)];
    const pool = new WorkerPool({ start, workers, capacity });
    await closing(pool, async () => {
      const scores: Promise<unknown>[] = [];
      for (let id = 1; id <= workers + capacity; id++) {
        tools.that(
          !pool.full,
          `${id - 1} records were put in, and it is full: ${workers} workers, ${capacity} may wait`,
          'A record that a worker has does not wait any more.',
        );
        scores.push(score(pool, `wine-${id}`, { id, releasedAtLeast: 1 }));
      }
      const room = pool.room();
      let hasRoom = false;
      void room.then(() => (hasRoom = true));
      await new Promise((resolve) => setImmediate(resolve));
      tools.that(
        pool.full && !hasRoom,
        `${workers} workers have a record each, ${capacity} records wait: full is ${pool.full}, room() ${hasRoom ? 'has resolved' : 'waits'}`,
        `More than ${capacity} may not wait: else a fast topic fills the memory.`,
      );
      const look = 'Who does not wait for room is told so, and the record is not taken.';
      await tools.rejects(score(pool, 'wine', { id: 99 }), /wait|full|room/i, look);
      release();
      await ended(tools, room, 'Records are done, and whoever waits for room should hear of it.');
      await ended(tools, Promise.all(scores), 'All records that were taken should have a score by now.');
      const ids = scores.map((_, i) => i + 1);
      tools.equal(
        begun().sort((a, b) => a - b),
        ids,
        'Each record that was taken is scored once.',
      );
    });
  },

  'tries a record again when its worker dies, before all that wait': async ({ WorkerPool }, tools) => {
    const { start, begun, setDeaths } = watchedWorkers();
    const pool = new WorkerPool({ start, workers: 1, capacity: 8 });
    await closing(pool, async () => {
      setDeaths(1);
      const [key, other] = twoKeys(tools);
      const keys = [key, key, other];
      const scores = keys.map((key, i) => score(pool, key, { id: i + 1, deadly: i === 0 ? 1 : 0 }));
      const look = 'A worker died with record 1. Does the record get another worker, and the others, too?';
      const values = await ended(tools, Promise.all(scores.map(outcome)), look);
      tools.equal(values, [1, 2, 3], 'A worker that dies once costs no record its score.');
      tools.equal(
        begun(),
        [1, 1, 2, 3],
        'These records were begun, in this order. Record 2 has the key of record 1, which must not be overtaken.',
      );
    });
  },

  'gives up a record that two workers died with, and nothing else': async ({ WorkerPool }, tools) => {
    const { start, begun, setDeaths } = watchedWorkers();
    const workers = tools.random.integer(2, 3);
    const pool = new WorkerPool({ start, workers, capacity: 8 });
    await closing(pool, async () => {
      setDeaths(5);
      const [key, other] = twoKeys(tools);
      const poison = score(pool, key, { id: 1, deadly: 1 });
      const later = [score(pool, key, { id: 2 }), score(pool, other, { id: 3 })];
      const look = 'A record that ends each worker must end itself: score() rejects after the second one.';
      await ended(tools, outcome(poison), look);
      await tools.rejects(poison, /died|ended|code 7/, look);
      const tries = begun().filter((id) => id === 1).length;
      tools.equal(tries, 2, 'So many workers were given the record that ends them.');
      await ended(tools, Promise.all(later), 'The records after it are innocent.');
      await barrier(pool, begun().length + workers, workers, tools);
    });
  },

  'scores wines as their model does': async ({ WorkerPool }, tools) => {
    const model = 'wineDecisionTree';
    const program = new URL('workers/startScoring.js', import.meta.url);
    const start = () => new Worker(program, { execArgv: [], workerData: model });
    const pool = new WorkerPool({ start, workers: 2, capacity: 5 });
    await closing(pool, async () => {
      const [wines, expected] = await Promise.all([readWineRecords(), expectedScores(model)]);
      const chosen = tools.random.shuffle(expected).slice(0, 30);
      const scores: Promise<unknown>[] = [];
      for (const { row } of chosen) {
        await pool.room();
        scores.push(outcome(score(pool, `wine-${tools.random.integer(1, 3)}`, wines[row] ?? {})));
      }
      const values = chosen.map(({ value }) => value);
      tools.equal(await Promise.all(scores), values, 'Does each record get its own score?');
    });
  },
});

/** One record for each worker, which waits until all of them were begun: together with them, so many as are said. */
async function barrier(pool: Pool, begunThen: number, workers: number, tools: CheckTools): Promise<void> {
  const scores = Array.from({ length: workers }, (_, i) =>
    score(pool, `wine-${i + 1}`, { id: 100 + i, startedAtLeast: begunThen }),
  );
  const look = `${workers} records of different keys wait for each other, and there should be ${workers} workers. How many have one?`;
  await ended(tools, Promise.all(scores), look);
}

/** What a promise resolves with; a failed check when it does not settle. */
async function ended<T>(tools: CheckTools, promise: Promise<T>, look: string): Promise<T> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  await tools.until(() => settled, look);
  return promise;
}

async function closing(pool: Pool, use: () => Promise<void>): Promise<void> {
  try {
    await use();
  } finally {
    await pool.close();
  }
}

function score(pool: Pool, key: string, record: Parameters<Pool['score']>[1]): ReturnType<Pool['score']> {
  const scored = pool.score(key, record);
  // A check that has failed does not wait for it any more.
  scored.catch(() => {});
  return scored;
}

/** The value of a score, or the message of an error. */
function outcome(scored: ReturnType<Pool['score']>): Promise<unknown> {
  return scored.then(
    ({ value }) => value,
    (error: Error) => error.message,
  );
}

function twoKeys({ random }: CheckTools): [string, string] {
  const [key, other] = random.shuffle(['wine', 'penguins']);
  return [`${key}`, `${other}`];
}

async function expectedScores(model: string): Promise<readonly { row: number; value: number | string }[]> {
  const file = new URL('../../data/models/expected.json', import.meta.url);
  return JSON.parse(await readFile(file, 'utf8'))[model];
}
