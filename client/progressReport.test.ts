import { expect, it } from 'vitest';
import { ProgressReport } from './progressReport.ts';

function setting(withRate = false) {
  const lines: string[] = [];
  let time = 0;
  const report = new ProgressReport({ now: () => time, withRate, write: (line) => lines.push(line) });
  return {
    lines,
    report,
    publish(records: number, at: number) {
      time = at;
      report.observeRecords(records);
    },
  };
}

it('prints a line for every ten records at one a second', () => {
  const { lines, publish } = setting();
  for (let second = 0; second < 25; second++) publish(1, second * 1000);
  expect(lines).toEqual(['printed 10 records', 'printed 20 records']);
});

it('prints at most a line a second', () => {
  const { lines, publish } = setting();
  for (let ms = 100; ms <= 3000; ms += 100) publish(20, ms);
  expect(lines).toEqual(['printed 200 records', 'printed 400 records', 'printed 600 records']);
});

it('says the rate, and the total at the end', () => {
  const { lines, publish, report } = setting(true);
  publish(50_000, 1000);
  publish(30_000, 2000);
  report.finish();
  expect(lines).toEqual([
    'printed 50,000 records, 50,000 records/s',
    'printed 80,000 records, 30,000 records/s',
    'printed 80,000 records in all, in 2.0 s, 40,000 records/s',
  ]);
});

it('names each model', () => {
  const { lines, report } = setting();
  report.observeModel({
    name: 'tree',
    description: 'of 24 leaves',
    dataType: 'wine',
    value: Buffer.alloc(0),
  });
  expect(lines).toEqual(['Published Model tree of 24 leaves']);
});
