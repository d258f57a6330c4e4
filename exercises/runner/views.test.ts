import { expect, test } from 'vitest';
import type { Answer } from '../checking/checkAnswer.ts';
import { compiling, importing } from '../checking/report.ts';
import { manifest } from '../manifest.ts';
import { findExercise } from './catalogue.ts';
import { whyOf } from './exerciseView.ts';
import { listView, progressBar } from './listView.ts';
import { paintFor, plain } from './paint.ts';
import { placesBelow } from './places.ts';
import { type Progress, progressOf } from './progress.ts';
import { exercisesTable } from './table.ts';
import { passView, verdictView } from './verdictView.ts';

test('an exercise is called by its number, its folder or its name', () => {
  for (const named of ['11', '011', '11-scan', 'scan']) expect(findExercise(manifest, named)).toBe(scan);
  for (const named of ['99', 'scans', '11-', '']) {
    expect(() => findExercise(manifest, named)).toThrow(`no exercise ${named}`);
  }
});

const scan = findExercise(manifest, '11');
const places = placesBelow('/home/me/workspace', '/home/me/workspace/.tutorial');
const look = { paint: plain, width: 80 };
const answer: Answer = {
  checks: ['adds', 'ends', 'asks'],
  results: [
    { check: 'adds' },
    {
      check: 'ends',
      failure: {
        message: 'no such sum',
        look: 'Who catches it?',
        stack: [
          'Error: no such sum',
          '    at next (file:///home/me/workspace/exercises/11-scan/check.ts:1:1)',
          '    at scan (file:///home/me/workspace/exercises/work/11-scan/scan.ts:14:7)',
          '    at node:internal/streams:3:4',
        ].join('\n'),
      },
    },
  ],
  passed: false,
  output: 'here\n',
  seed: 7,
  alone: true,
};

test('a verdict shows all checks, the first failure, and of its stack only the learner’s part', () => {
  expect(verdictView(places, scan, answer, look)).toEqual([
    '✓ adds',
    '✗ ends',
    '· asks (not run)',
    '',
    'ends',
    '  no such sum',
    '  at scan (exercises/work/11-scan/scan.ts:14:7)',
    '  → Who catches it?',
    '  the same values again: npm run exercises -- run 11 --seed 7',
    '',
    'What was printed:',
    '  here',
  ]);
});

test('a verdict offers the same values again only where values matter', () => {
  const failure = { message: 'Expected "}"', look: 'Where?' };
  const results = [{ check: importing, failure }];
  expect(verdictView(places, scan, { ...answer, results, output: '' }, look).at(-1)).toBe('  → Where?');
});

test('a verdict shows what the compiler says beside another failure', () => {
  const failure = { message: 'x.ts:3:7 TS2322: …', look: 'An editor shows it.' };
  const checks = [...answer.checks, compiling];
  const results = [...answer.results, { check: compiling, failure }];
  const lines = verdictView(places, scan, { ...answer, checks, results, output: '' }, look);
  expect(lines.slice(0, 4)).toEqual(['✓ adds', '✗ ends', '· asks (not run)', `✗ ${compiling}`]);
  expect(lines.slice(-4)).toEqual(['', compiling, '  x.ts:3:7 TS2322: …', '  → An editor shows it.']);
});

test('a verdict puts expected and got below each other', () => {
  const failure = { message: 'another one', look: 'Where?', expected: '[ 1,\n  2 ]', actual: '[]' };
  const lines = verdictView(places, scan, { ...answer, results: [{ check: 'adds', failure }] }, look);
  expect(lines).toEqual(expect.arrayContaining(['  expected  [ 1,', '              2 ]', '  got       []']));
});

test('a pass tells why, and where the solution is, if there is one', () => {
  const text = passView(places, scan, look, true).join('\n');
  expect(text).toContain('back-pressure');
  expect(text).toContain('exercises/work/11-scan/scan.ts exercises/11-scan/solution/scan.ts');
  expect(passView(places, scan, look, false).join('\n')).not.toContain('solution/scan.ts');
});

test('the list has a line for each exercise that begins with its number, on narrow terminals, too', () => {
  const progress: Progress = { exercises: new Map() };
  const folders = manifest.map(({ folder }) => folder);
  progressOf(progress, scan.folder).solvedAt = '2026-01-01T00:00:00.000Z';
  for (const width of [100, 80, 40]) {
    const lines = listView(manifest, progress, { paint: plain, width }, scan.folder);
    expect(lines.map((line) => Number.parseInt(line, 10))).toEqual(
      folders.map((folder) => Number.parseInt(folder, 10)),
    );
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    const row = lines[folders.indexOf(scan.folder)];
    expect(row).toContain('11 > Scan');
    expect(row).toContain('✓ solved');
    expect(row?.includes('15 min')).toBe(width >= 80);
    expect(row?.includes('05-custom-stage')).toBe(width >= 100);
  }
  progressOf(progress, scan.folder).solvedAt = undefined;
  progressOf(progress, scan.folder).wrong = true;
  expect(listView(manifest, progress, look).join('\n')).toContain('✗ wrong');
});

test('the progress bar fits into a line, and is full only at the end', () => {
  const progress: Progress = { exercises: new Map() };
  const three = [1, 2, 3].map((number) => ({ ...scan, folder: `0${number}-x` }));
  progressOf(progress, '01-x').solvedAt = 'then';
  expect(progressBar(three, progress, { paint: plain, width: 80 })).toBe('[#....] 1 of 3 solved');
  for (const { folder } of three) progressOf(progress, folder).solvedAt = 'then';
  expect(progressBar(three, progress, { paint: plain, width: 80 })).toBe('[#####] 3 of 3 solved');
  const many = Array.from({ length: 27 }, (_, number) => ({ ...scan, folder: `${number}-x` }));
  for (const width of [100, 30]) {
    expect(progressBar(many, progress, { paint: plain, width }).length).toBeLessThanOrEqual(width);
  }
});

test('the reason is how a README begins, as far as it is short', () => {
  const long = 'And then there is more to it, which takes its time to read. '.repeat(3);
  expect(
    whyOf(`# 1. Title\n\nIt is\nso. _Because_ of \`it\`. [It](../it.md) says so. ${long}\n\n1. Do it.\n`),
  ).toBe(
    'It is so. Because of it. It says so. And then there is more to it, which takes its time to read. And then there is more to it, which takes its time to read.',
  );
  expect(whyOf('# 1. Title\n\nVersion 1.5 matters\n\nmore')).toBe('Version 1.5 matters');
  expect(whyOf(`# 1. Title\n\n${long.replaceAll('.', ',')}`)).toHaveLength(long.length - 1);
  expect(whyOf('')).toBe('');
});

test('there are colours on a terminal only, and none with NO_COLOR', () => {
  expect(paintFor({ isTTY: true }, {})('red', 'x')).toBe('\u001b[31mx\u001b[39m');
  expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })('red', 'x')).toBe('x');
  expect(paintFor({ isTTY: true }, { TERM: 'dumb' })('red', 'x')).toBe('x');
  expect(paintFor({}, {})('red', 'x')).toBe('x');
});

test('the table has a row for each exercise', () => {
  expect(exercisesTable(manifest)).toContain(
    '| 11 | [Scan, the smallest custom stage](11-scan/README.md) | 05-custom-stage | 15 | easy |',
  );
});
