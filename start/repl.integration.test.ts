import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const load = '.load customStage/simpleStreamsExample.ts';
const factorials = [1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800].join('\n');

// Gives a program a terminal: `script` of util-linux. That of other systems takes other options.
const terminal = 'script';
const hasTerminal = spawnSync(terminal, ['--version']).stdout?.includes('util-linux') ?? false;
if (!hasTerminal) console.info('skipped: the prompt at a terminal: there is no script of util-linux');

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

/** Types the line at the first prompt, leaves after the last factorial or an error, and gives all that was printed. */
async function type(line: string, command: string, args: string[]): Promise<string> {
  const repl = spawn(command, args, { cwd: root });
  child = repl;
  const unsent = [`${line}\n`];
  let printed = '';
  for await (const data of repl.stdout) {
    printed += stripVTControlCharacters(String(data)).replaceAll('\r', '');
    if (unsent.length > 0 && printed.includes('streams> ')) repl.stdin.write(unsent.pop());
    if (/3628800\n|Uncaught/.test(printed)) repl.stdin.end('.exit\n');
  }
  return printed;
}

describe('npm run repl', () => {
  it('loads the example from a pipe', async () => {
    expect(await type(load, 'node', ['--import', 'tsx', 'start/repl.ts'])).toContain(factorials);
  });

  it.skipIf(!hasTerminal)('loads the example at a terminal', async () => {
    const command = 'node --import tsx start/repl.ts';
    expect(await type(load, terminal, ['--quiet', '--command', command, '/dev/null'])).toContain(factorials);
  });
});
