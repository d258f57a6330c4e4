import { runServer, type ServerRun } from './serverRun.ts';
import { markdownTable, median, spread } from './table.ts';

const stage = (modelName: string) => ({ script: 'customStage/main.ts', args: ['--port', '0'], modelName });
const copy = { script: 'bench/copyMain.ts', args: [], modelName: undefined };

/**
 * How many records a second the custom stage scores and publishes from a backlog, with a PMML tree and with a TensorFlow
 * graph, next to a program that only copies the records.
 *
 * @returns whether each record had exactly one result, in every run
 */
export async function benchCustomStage({
  records = 200_000,
  rounds,
}: {
  records?: number;
  rounds: number;
}): Promise<boolean> {
  const subjects = [
    { name: 'kafkajs, copy only', run: copy },
    { name: 'customStage, PMML tree', run: stage('wineDecisionTree') },
    { name: 'customStage, TensorFlow graph', run: stage('wineTensorFlow') },
  ].map((subject) => ({ ...subject, runs: [] as ServerRun[] }));

  for (let round = 1; round <= rounds; round++) {
    for (const { name, run, runs } of subjects) {
      const result = await runServer({ ...run, records });
      runs.push(result);
      console.log(
        `round ${round}: ${name}: ${Math.round(result.recordsPerSecond).toLocaleString('en')} records/s`,
      );
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
    ...['program', 'records/s', 'against copy', 'launch to first result, ms', 'CPU a record, µs'],
    ...['peak RSS, MB', 'results'],
  ];
  console.log(
    `\n${records.toLocaleString('en')} records preloaded, median [least–greatest] of ${rounds} rounds\n`,
  );
  console.log(markdownTable(header, rows));
  return subjects.every(({ runs }) => runs.every(({ results }) => results === records));
}
