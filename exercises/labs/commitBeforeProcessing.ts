import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textTable } from '@kafka-tutorial/util';
import { TestProgram } from '@kafka-tutorial/util/testing';
import { type Broker, withBroker } from '../checking/broker.ts';
import { withTemporaryFolder } from '../checking/withTemporaryFolder.ts';
import type { Lab } from './lab.ts';

const records = 100;
const killedAfter = 60;
const program = 'exercises/labs/programs/consumeInOrder.main.ts';

/** What became of the records of one run. */
interface Fate {
  readonly lost: number;
  readonly repeated: number;
}

export const commitBeforeProcessing: Lab = {
  name: 'commit-before-processing',
  title: 'Commit before processing',
  chapter: 'docs/11-effectively-once.md',
  story: `A consumer reads a batch of ${records} records and processes them one by one. After ${killedAfter} of them it is killed
(kill -9); a second one of the same group goes on. This is done twice: once the offset is committed before the batch is
processed, once after.`,
  question: 'What happens to the records?',
  choices: {
    a: 'Committed before: some are lost. Committed after: some are processed twice.',
    b: 'Committed before: some are processed twice. Committed after: some are lost.',
    c: 'Nothing is lost or processed twice: the group knows which records were processed.',
  },
  answer: 'a',
  run: (say) =>
    withBroker(async (broker) => {
      const fates: [string, Fate][] = [];
      for (const order of ['before', 'after']) {
        const fate = await withTemporaryFolder((folder) => consumeTwice(broker, order, folder, say));
        fates.push([order, fate]);
      }
      const [before, after] = fates.map(([, fate]) => fate);
      return {
        choice: before && after ? choiceFor(before, after) : undefined,
        report: textTable(
          ['committed', 'never processed', 'processed twice'],
          fates.map(([order, { lost, repeated }]) => [`${order} processing`, `${lost}`, `${repeated}`]),
        ),
        because: `A committed offset says "the next one is mine to read", nothing more. Committed before: whatever was not processed yet is
skipped by the successor (at most once). Committed after: whatever was not committed yet is read again (at least once).
The servers of this workspace commit after the results are published.`,
      };
    }),
};

/** Has a consumer die in the middle of the records, and another one go on. */
async function consumeTwice(
  { bootstrap, createTopic, produce }: Broker,
  order: string,
  folder: string,
  say: (line: string) => void,
): Promise<Fate> {
  const topic = `committed-${order}`;
  await createTopic(topic);
  await produce(
    topic,
    Array.from({ length: records }, (_, n) => ({ value: String(n) })),
  );
  const processed = join(folder, 'processed');
  const start = (killAfter: number) =>
    new TestProgram(program, [bootstrap, topic, order, processed, String(killAfter)]);
  say(`commit ${order} processing: the first consumer starts and dies`);
  await start(killedAfter).exited;
  await produce(topic, [{ value: 'end' }]);
  say(`commit ${order} processing: the second consumer goes on`);
  const second = start(Infinity);
  await second.line(/processed end/);
  await second.stop('SIGKILL');
  return fateOf((await readFile(processed, 'utf8')).split('\n'));
}

function fateOf(processed: readonly string[]): Fate {
  const times = Array.from(
    { length: records },
    (_, n) => processed.filter((value) => value === `${n}`).length,
  );
  return {
    lost: times.filter((count) => count === 0).length,
    repeated: times.filter((count) => count > 1).length,
  };
}

function choiceFor(before: Fate, after: Fate): string | undefined {
  if (before.lost > 0 && before.repeated === 0 && after.lost === 0 && after.repeated > 0) return 'a';
  if (before.lost === 0 && before.repeated > 0 && after.lost > 0 && after.repeated === 0) return 'b';
  return [before, after].every(({ lost, repeated }) => lost + repeated === 0) ? 'c' : undefined;
}
