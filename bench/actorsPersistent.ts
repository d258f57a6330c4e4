import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchRecovery } from './actorsRecovery.ts';
import { preloadVarieties, wineVarieties } from './preloadVarieties.ts';
import { runServer, type ServerRun } from './serverRun.ts';
import { markdownTable, median, spread } from './table.ts';

const weights = ['light', 'heavy'] as const;
const servers = [
  { name: 'customStage', script: 'customStage/main.ts', args: [] },
  { name: 'actors, 1 thread', script: 'actorsPersistent/main.ts', args: ['--threads', '1'] },
  {
    name: `actors, ${availableParallelism()} threads`,
    script: 'actorsPersistent/main.ts',
    args: ['--threads', String(availableParallelism())],
  },
] as const;

/**
 * How many records a second the actors score and publish from a backlog, with 1 and 8 data types, a light and a heavy
 * model, 1 thread and as many as there are cores, next to the custom stage; and how soon they score again after a kill.
 *
 * @returns whether each record had a result, in every run
 */
export async function benchActorsPersistent({
  records = 200_000,
  rounds,
}: {
  records?: number;
  rounds: number;
}): Promise<boolean> {
  const subjects = weights.flatMap((weight) =>
    [1, 8].flatMap((count) => servers.map((server) => ({ weight, count, server, runs: [] as ServerRun[] }))),
  );
  for (let round = 1; round <= rounds; round++) {
    for (const { weight, count, server, runs } of subjects) {
      const directory = await mkdtemp(join(tmpdir(), 'bench-actors-'));
      const result = await runServer({
        ...{ script: server.script, args: ['--port', '0', ...server.args], modelName: undefined, records },
        env: { TUTORIAL_DIR: directory, LOG_LEVEL: 'warn' },
        preload: (kafka) => preloadVarieties(kafka, { dataTypes: wineVarieties(count), weight, records }),
      });
      await rm(directory, { recursive: true });
      runs.push(result);
      const rate = Math.round(result.recordsPerSecond).toLocaleString('en');
      console.log(`round ${round}: ${weight}, ${count} data types, ${server.name}: ${rate} records/s`);
    }
  }
  const rows = subjects.map(({ weight, count, server, runs }) => {
    const rates = runs.map(({ recordsPerSecond }) => recordsPerSecond);
    const stage = subjects.find((one) => one.weight === weight && one.count === count);
    const base = median(stage?.runs.map(({ recordsPerSecond }) => recordsPerSecond) ?? []);
    return [
      ...[weight, String(count), server.name, spread(rates), (median(rates) / base).toFixed(2)],
      spread(runs.map(({ cpuMicros }) => cpuMicros)),
      spread(runs.map(({ peakMegabytes }) => peakMegabytes)),
    ];
  });
  const header = [
    ...[
      'model',
      'data types',
      'server',
      'records/s',
      'against customStage',
      'CPU a record, µs',
      'peak RSS, MB',
    ],
  ];
  console.log(
    `\n${records.toLocaleString('en')} records preloaded, median [least–greatest] of ${rounds} rounds\n`,
  );
  console.log(`${markdownTable(header, rows)}\n`);
  const recovered = await benchRecovery(rounds);
  return recovered && subjects.every(({ runs }) => runs.every(({ results }) => results === records));
}
