import { Writable } from 'node:stream';
import type { Inlet, Outcome } from '@kafka-tutorial/serving';
import sqlite from 'node-sqlite3-wasm';

const schema = `CREATE TABLE IF NOT EXISTS scores (
  source TEXT, partition INTEGER, position INTEGER, data_type TEXT, score, model TEXT, version INTEGER,
  PRIMARY KEY (source, partition, position))`;
const insert = 'INSERT OR REPLACE INTO scores VALUES (?, ?, ?, ?, ?, ?, ?)';

/**
 * Writes scores into the table `scores` of an SQLite file, a transaction for whatever has gathered. A record that is
 * scored again replaces its row: at least once becomes once.
 *
 * @param path of the file, made when it is missing
 */
export function sqliteSink(path: string): Inlet<Outcome> {
  const database = new sqlite.Database(path);
  database.run(schema);
  const statement = database.prepare(insert);
  return new Writable({
    objectMode: true,
    highWaterMark: 512,
    writev(chunks, callback) {
      try {
        database.run('BEGIN');
        for (const { chunk } of chunks) writeScore(statement, chunk as Outcome);
        database.run('COMMIT');
        callback();
      } catch (error) {
        callback(error as Error);
      }
    },
    destroy(error, callback) {
      statement.finalize();
      database.close();
      callback(error);
    },
  });
}

function writeScore(statement: sqlite.Statement, outcome: Outcome): void {
  if (outcome.kind !== 'scored') return;
  const { input, dataType, score, served } = outcome;
  const { topic, partition, message } = input;
  statement.run([
    ...[topic, partition, Number(message.offset), dataType.name, score.value],
    ...[served.loaded.name, served.version],
  ]);
}
