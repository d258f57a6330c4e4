import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SimulatedClock } from '../clock.ts';
import { clean } from '../compaction/testCleaning.ts';
import { NodeFiles } from './nodeFiles.ts';
import { PartitionLog } from './partitionLog.ts';
import { batchesIn, batchOf, testConfig } from './testLog.ts';

const openFiles = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

it('keeps a bounded number of files open, however many segments there are and however they are read', () => {
  const dir = mkdtempSync(join(tmpdir(), 'segments-'));
  const before = openFiles();
  const options = { files: new NodeFiles(), clock: new SimulatedClock(1_000) };
  const config = testConfig({ segmentBytes: 100, compacted: true, deleted: true, retentionBytes: 20_000 });
  const log = PartitionLog.open({ ...options, dir: join(dir, 't-0'), config });
  for (let i = 0; i < 300; i++) log.append(batchOf([`${i % 50}`], { timestamp: 1_000n }));
  for (let i = 0; i < 300; i += 7) expect(batchesIn(log.read(BigInt(i), 1))[0]?.baseOffset).toBe(BigInt(i));
  expect(log.segments.all.length).toBe(300);
  expect(openFiles() - before).toBeLessThan(300);

  log.applyRetention();
  expect(log.size).toBeLessThan(20_100);
  log.reconfigure({ ...config, segmentBytes: 2_000 });
  clean(log, 1_000);
  expect(readdirSync(join(dir, 't-0')).filter((name) => name.endsWith('.log')).length).toBeLessThan(20);
  log.close();
  expect(openFiles() - before).toBeLessThan(20);
  rmSync(dir, { recursive: true });
}, 60_000);
