import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { TestProgram } from '@kafka-tutorial/util/testing';
import sqlite from 'node-sqlite3-wasm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = 'customStage/connectors/scoreFile.ts';
const wines = 'data/wine/winequality_red.csv';

describe('the custom stage between other ends than Kafka', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'connectors-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('scores a CSV file into an SQLite table, each row once however often it is run', async () => {
    const file = join(directory, 'scores.db');
    for (let run = 0; run < 2; run++) {
      expect(await new TestProgram(script, [wines, '--to', file]).exited).toBe(0);
    }
    // SQLite counts each transaction that changed the file, in its header.
    expect((await readFile(file)).readUInt32BE(24)).toBeLessThan(100);
    const database = new sqlite.Database(file, { readOnly: true });
    const rows = database.all('SELECT position, score FROM scores ORDER BY position');
    database.close();
    expect(rows).toHaveLength(1599);
    // What scikit-learn, which has trained the tree, answers for some rows.
    const expected = JSON.parse(await readFile('data/models/expected.json', 'utf8')) as {
      wineDecisionTree: { row: number; value: number }[];
    };
    expect(expected.wineDecisionTree.length).toBeGreaterThan(5);
    for (const { row, value } of expected.wineDecisionTree) {
      expect(rows[row]).toEqual({ position: row, score: value });
    }
  });

  it('fails with a table that refuses a row, and leaves the file to others', async () => {
    const file = join(directory, 'strict.db');
    const database = new sqlite.Database(file);
    database.run(`CREATE TABLE scores (
      source, partition, position CHECK (position < 1000), data_type, score, model, version)`);
    database.close();
    const refused = new TestProgram(script, [wines, '--to', file]);
    expect(await refused.exited).toBe(1);
    expect(refused.lines.join('\n')).toContain('CHECK constraint failed');
    expect(await readdir(directory)).toEqual(['strict.db']);
  });

  it('posts scores to a webhook, and fails when that refuses them', async () => {
    const received: { position: number; value: unknown }[] = [];
    let status = 200;
    const server: Server = createServer(async (request, response) => {
      received.push(...(JSON.parse(await text(request)) as typeof received));
      response.writeHead(status).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scores`;
    expect(await new TestProgram(script, [wines, '--to', url]).exited).toBe(0);
    expect(received.map(({ position }) => position)).toEqual(Array.from({ length: 1599 }, (_, i) => i));
    status = 500;
    const refused = new TestProgram(script, [wines, '--to', url]);
    expect(await refused.exited).toBe(1);
    expect(refused.lines.join('\n')).toContain('answered 500');
    server.close();
  });

  it('says what is wrong with a file that is not a table', async () => {
    const file = join(directory, 'broken.csv');
    await writeFile(file, 'pH,alcohol\n3.5,9,9,9\n');
    const broken = new TestProgram(script, [file]);
    expect(await broken.exited).toBe(1);
    expect(broken.lines.join('\n')).toMatch(/Invalid Record Length/);
    const missing = new TestProgram(script, [join(directory, 'nothing.csv')]);
    expect(await missing.exited).toBe(1);
    expect(missing.lines.join('\n')).toContain('ENOENT');
  });

  it('prints scores where no sink is named', async () => {
    const program = new TestProgram(script, [wines]);
    expect(await program.exited).toBe(0);
    expect(program.lines.filter((line) => line.startsWith('Calculated quality - '))).toHaveLength(20);
    expect(program.lines.at(-1)).toMatch(/^Scored 1599 records/);
  });
});
