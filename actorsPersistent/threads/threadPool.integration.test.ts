import { memoryPersistence } from '@kafka-tutorial/actors/testing';
import { inputRecord, modelRecord, penguinBytes, wineBytes } from '@kafka-tutorial/serving/testing';
import { silentLogger } from '@kafka-tutorial/util';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelServingRef } from '../modelServingRef.ts';
import { ThreadPool } from './threadPool.ts';

const program = new URL('./testedThread.ts', import.meta.url);
const wines = (count: number) => Array.from({ length: count }, () => inputRecord(wineBytes()));
const penguins = [inputRecord(penguinBytes(), 'penguins')];

let pool: ThreadPool;
afterEach(() => pool.close());

async function poolWith(threads: number) {
  const persistence = memoryPersistence();
  pool = new ThreadPool({ threads, approach: 'actorsPersistent', logger: silentLogger, program });
  return async (dataType: string, model?: string): Promise<ModelServingRef> => {
    const actor = await pool.start(dataType, await persistence.open(dataType, 1));
    if (model)
      expect(await actor.takeModel(modelRecord({ name: model, dataType }))).toMatchObject({
        kind: 'accepted',
      });
    return actor;
  };
}

describe('threads of actors', () => {
  // How often the quick actor answers while the slow one scores three records, which takes it three seconds.
  async function answersMeanwhile(threads: number): Promise<number> {
    const start = await poolWith(threads);
    const slow = await start('wine', 'slow');
    const quick = await start('penguins', 'quick');
    let scoring = true;
    const scored = slow.score(wines(3)).then(() => {
      scoring = false;
    });
    let answers = 0;
    while (scoring) {
      await quick.score(penguins);
      if (scoring) answers++;
    }
    await scored;
    return answers;
  }

  it('work at the same time: one scores while the other does', async () => {
    expect(await answersMeanwhile(2)).toBeGreaterThan(20);
  });

  it('and on one thread one after the other', async () => {
    expect(await answersMeanwhile(1)).toBeLessThanOrEqual(1);
  });

  it('are replaced when they crash; who did it is told apart from who was there', async () => {
    const start = await poolWith(1);
    const guilty = await start('wine', 'crashing');
    const innocent = await start('penguins', 'quick');
    await expect(guilty.score(wines(1))).rejects.toMatchObject({
      code: 'ACTOR_FAILED',
      message: expect.stringContaining('ended with code 7'),
    });
    expect(await guilty.failed).toMatchObject({ code: 'ACTOR_FAILED' });
    expect(await innocent.failed).toMatchObject({ code: 'ACTOR_NOT_HERE' });
    await expect(innocent.score(penguins)).rejects.toMatchObject({ code: 'ACTOR_NOT_HERE' });

    const again = await expectSoon(() => start('penguins'));
    expect(await again.score(penguins)).toMatchObject([{ kind: 'scored', served: { version: 1 } }]);
  });
});

// Until the thread is replaced, there is none.
async function expectSoon<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      expect(error).toMatchObject({ code: 'ACTOR_NOT_HERE' });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
