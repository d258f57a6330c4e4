import { expect, it } from 'vitest';
import { disturbances } from './disturber.ts';
import { soak } from './soak.ts';

it('loses nothing, and leaves nothing stuck, while instances and the broker are killed', async () => {
  const lines: string[] = [];
  const { records, disturbances: done } = await soak({
    ...{ seed: 5, milliseconds: 12_000, instances: 2, threads: 2, keys: 50, rate: 200 },
    ...{ brokers: undefined, allowed: disturbances, signal: new AbortController().signal },
    print: (line) => lines.push(line),
    printDetail: () => {},
  });
  expect(records).toBeGreaterThan(1_000);
  expect([...done.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2);
  expect(lines.length).toBeGreaterThan(1);
}, 120_000);
