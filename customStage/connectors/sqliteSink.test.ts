import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { dataTypeNamed } from '@kafka-tutorial/serving';
import { inputRecord } from '@kafka-tutorial/serving/testing';
import sqlite from 'node-sqlite3-wasm';
import { expect, it, vi } from 'vitest';
import { sqliteSink } from './sqliteSink.ts';

it('writes what comes while it is busy in one transaction', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sink-'));
  const run = vi.spyOn(sqlite.Database.prototype, 'run');
  const sink = sqliteSink(join(directory, 'scores.db'));
  for (let i = 0; i < 100; i++) {
    sink.write({ kind: 'skipped', input: inputRecord(null), dataType: dataTypeNamed('wine') });
  }
  sink.end();
  await finished(sink);
  expect(run.mock.calls.filter(([sql]) => sql === 'COMMIT')).toHaveLength(2);
  run.mockRestore();
  rmSync(directory, { recursive: true });
});
