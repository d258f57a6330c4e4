import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServer, type ServerRun, type Subject } from './serverRun.ts';
import { markdownTable, median, spread } from './table.ts';

/** A program to compare with others on the same records. */
export interface Compared extends Pick<Subject, 'script' | 'args' | 'modelName'> {
  readonly name: string;
}

/** A program that only copies records: the least that any program between two topics does. */
export const copyOnly: Compared = {
  name: 'kafkajs, copy only',
  script: 'bench/copyMain.ts',
  args: [],
  modelName: undefined,
};

/**
 * Measures how many records a second each program scores and publishes from a backlog, in rounds, and prints a table
 * with the first program as the base.
 *
 * @returns whether each record had exactly one result, in every run
 */
export async function comparePrograms(
  programs: readonly Compared[],
  { records, rounds }: { records: number; rounds: number },
): Promise<boolean> {
  const subjects = programs.map((program) => ({ ...program, runs: [] as ServerRun[] }));
  for (let round = 1; round <= rounds; round++) {
    for (const { name, runs, ...program } of subjects) {
      const directory = await mkdtemp(join(tmpdir(), 'bench-'));
      const result = await runServer({
        ...program,
        records,
        env: { TUTORIAL_DIR: directory, LOG_LEVEL: 'warn' },
      });
      await rm(directory, { recursive: true });
      runs.push(result);
      const rate = Math.round(result.recordsPerSecond).toLocaleString('en');
      console.log(`round ${round}: ${name}: ${rate} records/s`);
    }
  }

  const base = median(subjects[0]?.runs.map(({ recordsPerSecond }) => recordsPerSecond) ?? []);
  const rows = subjects.map(({ name, runs }) => {
    const rates = runs.map(({ recordsPerSecond }) => recordsPerSecond);
    return [
      name,
      spread(rates),
      (median(rates) / base).toFixed(2),
      spread(runs.map(({ firstResultMs }) => firstResultMs)),
      spread(runs.map(({ cpuMicros }) => cpuMicros)),
      spread(runs.map(({ peakMegabytes }) => peakMegabytes)),
      [...new Set(runs.map(({ results }) => results.toLocaleString('en')))].join(', '),
    ];
  });
  const header = [
    ...[
      'program',
      'records/s',
      `against ${subjects[0]?.name}`,
      'launch to first result, ms',
      'CPU a record, µs',
    ],
    ...['peak RSS, MB', 'results'],
  ];
  console.log(
    `\n${records.toLocaleString('en')} records preloaded, median [least–greatest] of ${rounds} rounds\n`,
  );
  console.log(markdownTable(header, rows));
  return subjects.every(({ runs }) => runs.every(({ results }) => results === records));
}
