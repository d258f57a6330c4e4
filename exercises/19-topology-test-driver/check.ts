import type { Topology } from '@kafka-tutorial/kstreams';
import { type CheckTools, defineChecks } from '../checking/index.ts';
import { goodWines } from './goodWines.ts';
import { mutants, otherGoodWines } from './variants.ts';

type Learner = typeof import('./solution/testGoodWines.ts');

type Name = keyof typeof mutants;

const names = Object.keys(mutants) as Name[];
const looks: Readonly<Record<Name, string>> = {
  'counts no wine': 'Nothing at all comes out of it. Does your test miss anything?',
  'counts every wine': 'Which wine must not be counted? Pipe one, and say that nothing comes out.',
  'counts from a quality above 7': 'Mistakes live at the edge. Which quality is just good enough?',
  'counts from a quality above 6': 'Mistakes live at the edge. A model may also say 6.9.',
  'counts only a quality of 7': 'Are wines counted that are better than they have to be?',
  'counts other data types, too': 'A quality alone makes no wine: `wine-5` is a data type of its own.',
  'counts all models together':
    'A second model finds a good wine. Under which key does its count come, and which is it?',
  'forgets the count before': 'What comes out after the second good wine of a model?',
};

export default defineChecks<Learner>({
  'passes the right topology, and not one that is silent': async (learner, tools) => {
    await passesRightOne(learner, tools);
    await finds(learner, tools, 'counts no wine');
  },

  'passes another topology that does the same': async (learner, { that }) => {
    const thrown = await thrownBy(learner, otherGoodWines());
    that(
      thrown === undefined,
      `a topology that counts as it should, but with other nodes and stores, was refused: ${thrown?.message}`,
      'A test says what comes out, not how it is made.',
    );
  },

  'closes the driver, also when the test fails': async (learner, { that }) => {
    for (const silent of [false, true]) {
      let closed = 0;
      await thrownBy(
        learner,
        otherGoodWines(() => closed++, silent),
      );
      that(
        closed === 1,
        `the processors of a topology that is ${silent ? 'wrong' : 'right'} were closed ${closed} times`,
        'A driver that is left open keeps its stores, on the disk as well. `finally` runs in any case.',
      );
    }
  },

  ...Object.fromEntries(
    names
      .filter((name) => name !== 'counts no wine')
      .map((name) => [
        `finds one that ${name}`,
        (learner: Learner, tools: CheckTools) => finds(learner, tools, name),
      ]),
  ),
});

/** The test refuses a mutant, and only that: right ones come before and after it, as often as chance will have it. */
async function finds(learner: Learner, tools: CheckTools, name: Name): Promise<void> {
  for (let i = tools.random.integer(0, 2); i > 0; i--) await passesRightOne(learner, tools);
  const thrown = await thrownBy(learner, mutants[name]());
  tools.that(thrown !== undefined, `your test passes a topology that ${name}`, looks[name]);
  await passesRightOne(learner, tools);
}

async function passesRightOne(learner: Learner, { that }: CheckTools): Promise<void> {
  const thrown = await thrownBy(learner, goodWines());
  that(
    thrown === undefined,
    `the right topology was refused: ${thrown?.message}`,
    'goodWines.ts is right. What did the test expect of it? It may be called more than once.',
  );
}

async function thrownBy({ testGoodWines }: Learner, topology: Topology): Promise<Error | undefined> {
  try {
    await testGoodWines(topology);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
