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
  return new Writable({
    objectMode: true,
    highWaterMark: 512,
    writev(chunks, callback) {
      // Not in this very call: a write that is done when it returns leaves nothing to gather.
      setImmediate(() => {
        try {
          database.run('BEGIN');
          for (const { chunk } of chunks) writeScore(database, chunk as Outcome);
          database.run('COMMIT');
          callback();
        } catch (error) {
          callback(error as Error);
        }
      });
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
