import { Writable } from 'node:stream';
import type { Inlet, Outcome } from '@kafka-tutorial/serving';
import sqlite from 'node-sqlite3-wasm';

const schema = `CREATE TABLE IF NOT EXISTS scores (
  topic TEXT, partition INTEGER, offset INTEGER, data_type TEXT, value, model TEXT, version INTEGER,
  PRIMARY KEY (topic, partition, offset))`;
const insert = 'INSERT OR REPLACE INTO scores VALUES (?, ?, ?, ?, ?, ?, ?)';

/**
 * Writes scores into the table `scores` of an SQLite file, a transaction for whatever has gathered. A record that is
 * scored again replaces its row.
 *
 * @param path of the file, made when it is missing
 */
export function sqliteSink(path: string): Inlet<Outcome> {
  const database = new sqlite.Database(path);
  database.run(schema);
  const gathered: Outcome[] = [];
  return new Writable({
    objectMode: true,
    write(outcome: Outcome, _encoding, callback) {
      gathered.push(outcome);
      callback();
    },
    final(callback) {
      try {
        database.run('BEGIN');
        for (const outcome of gathered) writeScore(database, outcome);
        database.run('COMMIT');
        callback();
      } catch (error) {
        callback(error as Error);
      }
    },
    // Called after an error, too: closing rolls back what was not committed.
    destroy(error, callback) {
      database.close();
      callback(error);
    },
  });
}

function writeScore(database: sqlite.Database, outcome: Outcome): void {
  if (outcome.kind !== 'scored') return;
  const { input, dataType, score, served } = outcome;
  const { topic, partition, message } = input;
  const position = [topic, partition, Number(message.offset)];
  database.run(insert, [...position, dataType.name, score.value, served.loaded.name, served.version]);
}
