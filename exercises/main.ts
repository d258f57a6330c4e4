import { describeError, endWithReader, isCodedError, parseCount, program } from '@kafka-tutorial/util';
import { manifest } from './manifest.ts';
import { commandsFor } from './runner/commandLine.ts';
import { placesHere } from './runner/places.ts';

endWithReader();
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort());

const exercise = ['[exercise]', 'its number or name, as 11 or scan; default: where you are'] as const;
const run = commandsFor({
  places: placesHere(process.env),
  manifest,
  signal: stopped.signal,
});

const command = program('npm run exercises --', 'Exercises, checked as you save them.');
command
  .argument('[exercise]', 'begin with this one; default: go on where you were')
  .action((named?: string) => run.watch(named));
command.command('list').description('all exercises, and how far you are').action(run.list);
command
  .command('run')
  .description('check once; exit code 1 when it does not pass')
  .argument(...exercise)
  .option('--seed <n>', 'with the values of an earlier run', parseCount)
  .action(run.check);
command
  .command('hint')
  .description('the next hint')
  .argument(...exercise)
  .action(run.hint);
command
  .command('solution')
  .description('the solution; asks first when you have not solved it')
  .argument(...exercise)
  .option('--yes', 'do not ask')
  .action(run.solution);
command
  .command('reset')
  .description('begin anew; what you have is kept beside, as .bak')
  .argument(...exercise)
  .option('--yes', 'do not ask')
  .action(run.reset);
command
  .command('verify')
  .description('the two-way gate: every starter fails as meant, every solution passes, cheats are rejected')
  .argument('[exercise]', 'only this one')
  .action(run.verify);
command
  .command('workspace')
  .description('a clean copy of the whole workspace, for a class')
  .argument('<dir>', 'a folder outside of this workspace; made when it is missing')
  .option('--without-solutions', 'leave out solutions and cheats')
  .action(run.workspace);

try {
  await command.parseAsync();
} catch (error) {
  if (!stopped.signal.aborted) {
    if (!isCodedError(error)) throw error;
    console.error(describeError(error));
    process.exitCode = 1;
  }
}
if (stopped.signal.aborted) process.exitCode ??= 130;
