import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type CheckTools, defineChecks } from '../checking/index.ts';
import { withTemporaryFolder } from '../checking/withTemporaryFolder.ts';
import { watchDisk } from './watchedDisk.ts';

type Learner = typeof import('./solution/fileJournal.ts');

export default defineChecks<Learner>({
  'gives back what is whole, when the file was cut at any byte': async (learner, tools) => {
    await inDirectory(async (directory) => {
      const { bytes, events, ends } = await journalOf(learner, directory, tools);
      for (let cut = 0; cut <= bytes.length; cut++) {
        await writeFile(join(directory, 'events'), bytes.subarray(0, cut));
        const { recovered } = await reopen(learner, directory);
        const whole = ends.filter((end) => end <= cut).length;
        tools.equal(
          recovered.events.map(String),
          events.slice(0, whole).map(String),
          `The entries end at ${ends}; the file was cut after ${cut} bytes. Which events were whole?`,
        );
        const dropped = cut - (ends[whole - 1] ?? 0);
        tools.equal(recovered.droppedBytes, dropped, `The file had ${cut} bytes, entries end at ${ends}.`);
      }
    });
  },

  'gives back nothing that was changed': async (learner, tools) => {
    await inDirectory(async (directory) => {
      const { bytes, events, ends } = await journalOf(learner, directory, tools);
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << tools.random.integer(0, 7));
        await writeFile(join(directory, 'events'), changed);
        const { recovered } = await reopen(learner, directory);
        tools.equal(
          recovered.events.map(String),
          events.slice(0, ends.filter((end) => end <= at).length).map(String),
          `The entries end at ${ends}; one bit of byte ${at} was changed. What is before it still is right.`,
        );
      }
      // As many at least as an entry without an event has.
      const zeros = Buffer.alloc(tools.random.integer(8, 40));
      await writeFile(join(directory, 'events'), Buffer.concat([bytes, zeros]));
      tools.equal(
        (await reopen(learner, directory)).recovered.events.length,
        events.length,
        `After a power failure a file may end in zeros; here there are ${zeros.length}. Does the checksum cover the length?`,
      );
    });
  },

  'goes on behind what is whole': async (learner, tools) => {
    await inDirectory(async (directory) => {
      const { bytes, events, ends } = await journalOf(learner, directory, tools);
      const cuts = [...ends, ...ends.map((end) => end - 1), ends[0] ?? 0, 1, 0].map((end) =>
        Math.min(bytes.length, end + tools.random.integer(0, 3)),
      );
      for (const cut of cuts) {
        await writeFile(join(directory, 'events'), bytes.subarray(0, cut));
        const whole = ends.filter((end) => end <= cut).length;
        const later = [someEvent(tools), someEvent(tools)];
        await reopen(learner, directory, later);
        const { recovered } = await reopen(learner, directory);
        tools.equal(
          recovered.events.map(String),
          [...events.slice(0, whole), ...later].map(String),
          `After a cut at byte ${cut} (entries end at ${ends}), two events were appended. What is before them in the file?`,
        );
      }
    });
  },

  'flushes an event to the disk before it says that it is safe': async (learner, tools) => {
    await inDirectory((directory) =>
      watchDisk(async (disk) => {
        const journal = await learner.FileJournal.open(directory);
        disk.forget();
        await journal.append(someEvent(tools));
        const steps = disk.steps.map(({ what }) => what);
        disk.fail(disk.steps.findIndex(({ what }) => what === 'sync'));
        disk.forget();
        const error = await journal.append(someEvent(tools)).catch((error: unknown) => error);
        await journal.close();
        tools.that(
          steps.lastIndexOf('sync') > steps.lastIndexOf('write'),
          `when \`append\` resolved, this was done: ${steps.join(', ')}`,
          'What was written is in the memory of the operating system. Who sees to it that it is on the disk?',
        );
        tools.that(
          error instanceof Error,
          'the disk could not be flushed, and `append` resolved',
          'Only what is safe may be called safe: an error of the disk belongs to the caller.',
        );
      }),
    );
  },

  'has the old snapshot or the new one, whichever step fails': async (learner, tools) => {
    await inDirectory((directory) =>
      watchDisk(async (disk) => {
        const [old, replacement] = [someSnapshot(tools), someSnapshot(tools)];
        const journal = await learner.FileJournal.open(directory);
        await journal.save(old);
        disk.forget();
        await journal.save(old);
        const count = disk.steps.length;
        for (let failing = 0; failing < count; failing++) {
          disk.forget();
          disk.fail(failing);
          const error = await journal.save(replacement).catch((error: unknown) => error);
          const { what, path } = disk.steps[failing] ?? { what: 'nothing', path: '' };
          disk.fail(undefined);
          const step = `${what} ${basename(path)}`;
          tools.that(
            error instanceof Error,
            `\`save\` resolved, and step ${failing + 1}, "${step}", had failed`,
            'Only what is safe may be called safe: an error of the disk belongs to the caller.',
          );
          const { snapshot } = (await reopen(learner, directory)).recovered;
          tools.that(
            snapshot !== undefined && (snapshot.equals(old) || snapshot.equals(replacement)),
            `step ${failing + 1}, "${step}", failed, and the snapshot has ${snapshot?.length} bytes; the old one had ${old.length}, the new one would have ${replacement.length}`,
            'Is there a moment when the name `snapshot` means something that is not whole?',
          );
          await journal.save(old);
        }
        await journal.save(replacement);
        await journal.close();
        const { snapshot } = (await reopen(learner, directory)).recovered;
        tools.equal(snapshot?.toString(), replacement.toString(), 'When nothing fails, it is the new one.');
      }),
    );
  },

  'flushes a snapshot before it takes the place of the old one, and its name after': async (
    learner,
    tools,
  ) => {
    await inDirectory((directory) =>
      watchDisk(async (disk) => {
        const journal = await learner.FileJournal.open(directory);
        disk.forget();
        await journal.save(someSnapshot(tools));
        await journal.close();
        const did = disk.steps.map(({ what, path }) => `${what} ${basename(path)}`);
        const steps = disk.steps.map(({ what }) => what);
        const renamed = steps.indexOf('rename');
        const written = steps.indexOf('write');
        const flushed = steps.indexOf('sync', written);
        tools.that(
          written >= 0 && flushed >= 0 && flushed < renamed,
          `this was done: ${did.join(', ')}`,
          'A disk may keep the new name and lose the new bytes, unless they are flushed first.',
        );
        tools.that(
          disk.steps.slice(renamed).some(({ what, path }) => what === 'sync' && path === directory),
          `this was done: ${did.join(', ')}`,
          'The new name is in the directory, which is a file of its own. Is that on the disk?',
        );
      }),
    );
  },
});

/** A journal with some events, and where each of its entries ends. */
async function journalOf({ FileJournal }: Learner, directory: string, tools: CheckTools) {
  const path = join(directory, 'events');
  const events = tools.random.shuffle([
    Buffer.alloc(0),
    ...Array.from({ length: 3 }, () => someEvent(tools)),
  ]);
  const ends: number[] = [];
  const journal = await FileJournal.open(directory);
  for (const event of events) {
    await journal.append(event);
    ends.push((await readFile(path)).length);
  }
  await journal.close();
  return { bytes: await readFile(path), events, ends };
}

async function reopen({ FileJournal }: Learner, directory: string, append: readonly Buffer[] = []) {
  const journal = await FileJournal.open(directory);
  for (const event of append) await journal.append(event);
  await journal.close();
  return journal;
}

/** What an actor keeps of a model that it takes; now and then on two lines. */
function someEvent({ random }: CheckTools): Buffer {
  const [name, version] = [random.word(), random.integer(1, 99)];
  return Buffer.from(random.pick([`${name} ${version}`, `${name}\n${version}`]));
}

function someSnapshot({ random }: CheckTools): Buffer {
  return Buffer.from(JSON.stringify({ scored: random.integer(1, 1e6), model: random.word() }));
}

async function inDirectory(use: (directory: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (temporary) => {
    const directory = join(temporary, 'wine');
    await mkdir(directory);
    await use(directory);
  });
}
