import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { manifest } from '../manifest.ts';
import { copyWorkspace } from './copyWorkspace.ts';
import { StartedProgram } from './startedProgramTesting.ts';

const original = fileURLToPath(new URL('../..', import.meta.url));
const copy = 'exercises/work/11-scan/scan.ts';
const program = ['--import', 'tsx', 'exercises/main.ts'];
const clear = '\u001b[2J\u001b[H';

// Gives a program a terminal: `script` of util-linux. That of other systems takes other options.
const terminal = 'script';
const hasTerminal = spawnSync(terminal, ['--version']).stdout?.includes('util-linux') ?? false;
if (!hasTerminal) console.info('skipped: the keys at a terminal: there is no script of util-linux');

let folder: string;
let root: string;
let running: StartedProgram | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'class-'));
  root = join(folder, 'workspace');
  await copyWorkspace(original, root, { withoutSolutions: false });
  symlinkSync(join(original, 'node_modules'), join(root, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(join(root, 'exercises/work'), { recursive: true, force: true });
  rmSync(join(folder, 'state'), { recursive: true, force: true });
});
afterEach(() => running?.signal('SIGKILL'));

function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): StartedProgram {
  const all = { ...process.env, NO_COLOR: '1', TUTORIAL_DIR: join(folder, 'state'), ...env };
  running = new StartedProgram(command, args, { cwd: root, env: all });
  return running;
}

/** Without a terminal, to its end. */
async function run(args: string, input = ''): Promise<{ code: number | null; printed: string }> {
  const started = start(process.execPath, [...program, ...args.split(' ').filter(Boolean)]);
  started.end(input);
  return { code: await started.exited, printed: started.printed };
}

/** At a terminal of a given size. */
function atTerminal(args: string, { columns = 80, env = {} } = {}): StartedProgram {
  const command = `stty cols ${columns} rows 24; exec node ${program.join(' ')} ${args}`;
  const options = ['--quiet', '--return', '--command', command, '/dev/null'];
  return start(terminal, options, { TERM: 'xterm', ...env });
}

const write = (text: string) => writeFileSync(join(root, copy), text);
const solve = () => cpSync(join(root, 'exercises/11-scan/solution/scan.ts'), join(root, copy));
const state = async () => (await run('list')).printed.split('\n').find((line) => line.startsWith('11 '));

describe('npm run exercises -- …', () => {
  it('list: can be cut short by its reader', () => {
    const command = `node ${program.join(' ')} list | true; echo "exit $PIPESTATUS"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: 'exit 0\n', stderr: '' });
  });

  it('list: a line for each exercise', async () => {
    const { code, printed } = await run('list');
    expect(code).toBe(0);
    const numbers = printed.split('\n').flatMap((line) => /^(\d+) /.exec(line)?.[1] ?? []);
    expect(numbers).toEqual(manifest.map((entry) => String(Number.parseInt(entry.folder, 10))));
    expect(printed).toContain(`0 of ${manifest.length} solved`);
  });

  it('run: fails with the starter, passes with a solution, and the list knows', async () => {
    const first = await run('run 11 --seed 5');
    expect(first.code).toBe(1);
    expect(first.printed).toContain('✗ emits the zero, then each accumulation');
    expect(first.printed).toMatch(/expected {2}\[ 100, /);
    expect(first.printed).toContain('run 11 --seed 5');
    expect(await state()).toContain('not yet');
    write("export const scan = () => { throw new Error('not yet'); };");
    const second = await run('run 11');
    expect(second.code).toBe(1);
    expect(second.printed).toContain(`at scan (${copy}:1:`);
    expect(second.printed).not.toMatch(/at .*check\.ts/);
    expect(await state()).toContain('wrong');
    solve();
    const third = await run('run 11');
    expect(third.code).toBe(0);
    expect(third.printed).toContain('✓ the types are right');
    expect(third.printed).toContain('customStage/scan.ts');
    expect(await state()).toContain('solved');
  });

  it('run: does not let pass what does not compile', async () => {
    await run('run 11');
    solve();
    write(`${readFileSync(join(root, copy), 'utf8')}\nexport const wrong: number = 'text';\n`);
    const { code, printed } = await run('run 11');
    expect(code).toBe(1);
    expect(printed).toContain('✗ the types are right');
    expect(printed).toMatch(new RegExp(`${copy}:\\d+:14 TS2322: Type 'string'`));
    expect(await state()).toContain('wrong');
  });

  it('hint: one more each time', async () => {
    expect((await run('hint 11')).printed).toContain('Hint 1 of 3');
    expect((await run('hint 11')).printed).toContain('Hint 2 of 3');
    expect((await run('hint 11')).printed).toContain('Hint 3 of 3');
    expect((await run('hint 11')).printed).toMatch(/Hint 1[\s\S]*Hint 3[\s\S]*solution 11/);
  });

  it('solution: asks who has not solved it', async () => {
    const solution = 'callback(error as Error)';
    const unanswered = await run('solution 11');
    expect(unanswered.code).toBe(1);
    expect(unanswered.printed).toContain('--yes');
    expect(unanswered.printed).not.toContain(solution);
    const no = await run('solution 11', 'n\n');
    expect(no.code).toBe(0);
    expect(no.printed).not.toContain(solution);
    for (const { code, printed } of [await run('solution 11', 'y\n'), await run('solution 11 --yes')]) {
      expect(code).toBe(0);
      expect(printed).toContain('exercises/11-scan/solution/scan.ts');
      expect(printed).toContain(solution);
    }
    await run('run 11');
    solve();
    await run('run 11');
    expect((await run('solution 11')).printed).toContain(solution);
  });

  it('reset: asks, and keeps what was there', async () => {
    await run('run 11');
    write('// mine');
    expect((await run('reset 11')).code).toBe(1);
    expect(readFileSync(join(root, copy), 'utf8')).toBe('// mine');
    expect((await run('reset 11', 'y\n')).printed).toContain(`${copy}.bak`);
    expect(readFileSync(join(root, `${copy}.bak`), 'utf8')).toBe('// mine');
    expect(readFileSync(join(root, copy), 'utf8')).toContain('// Exercise');
  });

  it('verify: a line for each exercise, and a summary', async () => {
    const { code, printed } = await run('verify 11');
    expect(code).toBe(0);
    expect(printed).toBe('✓ 11-scan\n1 exercise verified, all as they should be\n');

    const stray = join(root, 'exercises/11-scan/stray.ts');
    writeFileSync(stray, '');
    const findings = await run('verify 11');
    rmSync(stray);
    expect(findings.code).toBe(1);
    expect(findings.printed).toContain('✗ 11-scan\n  stray.ts is used by nothing\n');
  });

  it('workspace: says what to do next', async () => {
    const { code, printed } = await run('workspace ../copy');
    expect(code).toBe(0);
    expect(printed).toMatch(/cd \.\.\/copy\n {2}npm ci\n {2}npm run exercises/);
    expect(existsSync(join(folder, 'copy/exercises/manifest.ts'))).toBe(true);
    expect((await run('workspace ../copy')).printed).toContain('WORKSPACE_DIRECTORY_TAKEN');
    expect((await run('workspace inside')).printed).toContain('WORKSPACE_DIRECTORY_INSIDE');
  });

  it('says which exercises there are when a number is unknown', async () => {
    const names = ['run ', 'hint ', 'solution ', 'reset ', 'verify ', ''];
    const runs = names.flatMap((name) => [run(`${name}99`), run(`${name}scam`)]);
    for (const { code, printed } of await Promise.all(runs)) {
      expect(code).toBe(1);
      expect(printed).toContain('EXERCISE_UNKNOWN');
    }
  });

  it('explains itself and each command', async () => {
    const names = ['', 'run ', 'hint ', 'solution ', 'reset ', 'verify ', 'workspace ', 'list '];
    const helps = await Promise.all(names.map((name) => run(`${name}--help`)));
    for (const [index, { code, printed }] of helps.entries()) {
      expect(code).toBe(0);
      expect(printed).toContain(`Usage: npm run exercises -- ${names[index]}`);
    }
  });
});

describe('npm run exercises, without a terminal', () => {
  it('takes letters and words, and ends with its input', async () => {
    const { code, printed } = await run('11', 'h\nhint\nwhat\nsolution\nn\nlist\n99\nr\ny\n');
    expect(code).toBe(0);
    for (const text of ['Read  exercises/11-scan/README.md', `Edit  ${copy}`, 'Hint 1 of 3', 'Hint 2 of 3']) {
      expect(printed).toContain(text);
    }
    expect(printed).toContain('✗ emits the zero');
    expect(printed).toContain('"what" means nothing here');
    expect(printed).toContain('Look at the solution all the same?');
    expect(printed).toMatch(/^11 > Scan.*not yet$/m);
    expect(printed).toContain('EXERCISE_UNKNOWN');
    expect(printed.match(/→ The accumulation/g)).toHaveLength(2);
    expect(stripVTControlCharacters(printed)).toBe(printed);
  });

  it('checks on every save, and leaves no process when it is stopped', async () => {
    const started = start(process.execPath, [...program, '11']);
    await started.sees('✗ emits the zero');
    await started.sees('q quit');
    const pidFile = join(folder, 'pid');
    write(`import { writeFileSync } from 'node:fs';
      writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
      for (;;);`);
    await vi.waitUntil(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8'), { timeout: 20_000 });
    const blocked = Number(readFileSync(pidFile, 'utf8'));
    solve();
    await started.sees('✓ the types are right');
    await started.sees('Passed: Scan');
    expect(() => process.kill(blocked, 0)).toThrow('ESRCH');
    rmSync(pidFile);
    write(`import { writeFileSync } from 'node:fs';
      writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
      for (;;);`);
    await vi.waitUntil(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8'), { timeout: 20_000 });
    started.signal('SIGINT');
    await started.exited;
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow('ESRCH');
  });

  it('goes on where it was, or with the next one when that is solved', async () => {
    await run('11');
    expect((await run('')).printed).toContain('\n11. Scan');
    solve();
    await run('run 11');
    expect((await run('')).printed).toContain('\n12. Swap');
  });

  it('takes over an edit in the place of the starter while it watches', async () => {
    const started = start(process.execPath, [...program, '11']);
    await started.sees('q quit');
    const starter = join(root, 'exercises/11-scan/starter/scan.ts');
    const before = readFileSync(starter, 'utf8');
    try {
      cpSync(join(root, 'exercises/11-scan/solution/scan.ts'), starter);
      await started.sees('Passed: Scan');
      expect(readFileSync(join(root, copy), 'utf8')).toBe(readFileSync(starter, 'utf8'));
    } finally {
      writeFileSync(starter, before);
    }
  });
});

describe.skipIf(!hasTerminal)('npm run exercises, at a terminal', () => {
  it('takes keys at once, asks before it shows, redraws when a file is saved', async () => {
    const started = atTerminal('11');
    await started.sees(clear);
    await started.sees('11. Scan');
    await started.sees('→ The accumulation');
    await started.sees('q quit');
    started.type('h');
    await started.sees('Hint 1 of 3');
    started.type('s');
    await started.sees('Look at the solution all the same? y/N');
    started.type('n');
    started.type('l');
    await started.sees('11 > Scan');
    expect(started.printed).not.toContain('callback(error as Error)');
    started.type('sy');
    await started.sees('callback(error as Error)');
    write('export const scan = 3;');
    await started.sees(clear);
    await started.sees('Hint 1 of 3');
    started.type('ry');
    await started.sees(`What you had is kept in`);
    expect(readdirSync(join(root, 'exercises/work/11-scan'))).toContain('scan.ts.bak');
    solve();
    await started.sees('Passed: Scan');
    started.type('q');
    expect(await started.exited).toBe(0);
  });

  it('goes to a number, and leaves on Ctrl-C', async () => {
    const started = atTerminal('');
    await started.sees('q quit');
    started.type('11\r');
    await started.sees('11. Scan');
    started.type('\u0003');
    expect(await started.exited).toBe(0);
  });

  it('fits into a narrow terminal', async () => {
    const started = atTerminal('11', { columns: 44 });
    await started.sees('q quit');
    started.type('hl');
    await started.sees('checks again.');
    const long = started.printed.split(/\r?\n/).filter((line) => stripVTControlCharacters(line).length > 44);
    // Names of checks and values stay whole.
    expect(long.filter((line) => !/^[✓✗·] |^ {2}/.test(stripVTControlCharacters(line)))).toEqual([]);
    started.type('q');
    await started.exited;
  });

  it('colours, unless NO_COLOR is set', async () => {
    const colored = atTerminal('list', { env: { NO_COLOR: undefined } });
    await colored.exited;
    expect(colored.printed).toContain('\u001b[2m');
    const plain = atTerminal('list');
    await plain.exited;
    expect(plain.printed).not.toContain('\u001b[');
  });
});
