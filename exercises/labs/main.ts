import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { endWithReader, program, textTable } from '@kafka-tutorial/util';
import { Argument, Option } from 'commander';
import { lineWidth } from '../runner/screen.ts';
import { labs } from './labs.ts';
import { performLab } from './performLab.ts';

endWithReader();
const names = labs.map(({ name }) => name);
const command = program('npm run labs --', 'Things to break: predict what happens, run it, compare.');

command
  .command('list', { isDefault: true })
  .description('all labs')
  .action(() => {
    console.log(
      textTable(
        ['LAB', 'WHAT', 'CHAPTER'],
        labs.map(({ name, title, chapter }) => [name, title, chapter]),
      ),
    );
    console.log('\nBegin with: npm run labs -- run poison-record');
  });

command
  .command('run')
  .description('asks for a prediction, breaks it, and compares')
  .addArgument(new Argument('<lab>').choices(names))
  .addOption(new Option('--predict <letter>', 'the prediction, instead of a question'))
  .action(async (name: string, { predict }: { predict?: string }) => {
    for (const lab of labs.filter((one) => one.name === name)) {
      const letters = Object.keys(lab.choices);
      if (predict !== undefined && !letters.includes(predict)) {
        command.error(`error: --predict ${predict}: expected ${letters.join(', ')}`);
      }
      temporaryFilesEndWithUs();
      await performLab(lab, {
        print: console.log,
        width: lineWidth(process.stdout),
        predict: async () => predict ?? ask(letters),
      });
    }
  });

await command.parseAsync();

/** Puts all temporary files, those of child processes too, into one folder that is removed however this process ends. */
function temporaryFilesEndWithUs(): void {
  const folder = mkdtempSync(join(tmpdir(), 'lab-'));
  process.env.TMPDIR = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
}

async function ask(letters: readonly string[]): Promise<string | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  try {
    process.stdout.write(`Your prediction (${letters.join(', ')}): `);
    for await (const line of terminal) {
      const letter = line.trim().toLowerCase();
      if (letters.includes(letter)) return letter;
      process.stdout.write(`One of ${letters.join(', ')}, please: `);
    }
    return undefined;
  } finally {
    terminal.close();
  }
}
