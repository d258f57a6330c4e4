import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { modelCatalog, readModelDescriptor, readWineRecords } from '@kafka-tutorial/data';
import { createModelFactory } from '@kafka-tutorial/model';
import { ModelDescriptor, WineRecord } from '@kafka-tutorial/proto';
import { type InputRecord, loadModel, type Scored, ServedModel, scoreRecords } from '@kafka-tutorial/serving';
import sqlite from 'node-sqlite3-wasm';
import { defineChecks, type Random } from '../checking/index.ts';
import { withTemporaryFolder } from '../checking/withTemporaryFolder.ts';

type Learner = typeof import('./solution/sqliteSink.ts');

export default defineChecks<Learner>({
  'stores each score in a row': ({ sqliteSink }, { equal, random }) =>
    withFile(async (file) => {
      const scored = await scoredWines(12, random);
      const [first] = scored as [Scored];
      const skipped = { kind: 'skipped', input: first.input, dataType: first.dataType } as const;
      await pipeline(Readable.from(random.shuffle([...scored, skipped, skipped])), sqliteSink(file));
      const rows = all(file, 'SELECT * FROM scores ORDER BY topic, partition, offset');
      equal(rows.length, scored.length, 'A row for each outcome that is `scored`.');
      equal(
        rows,
        scored.map(rowOf).sort(byPosition),
        'Where the record stands, what it scored, and which model said so.',
      );
    }),

  'takes a transaction for a batch, not for a record': ({ sqliteSink }, { that, random }) =>
    withFile(async (file) => {
      const scored = await scoredWines(60, random);
      await pipeline(Readable.from(scored.slice(0, 1)), sqliteSink(file));
      const before = await changes(file);
      const sink = sqliteSink(file);
      await pipeline(Readable.from(scored), sink);
      const transactions = (await changes(file)) - before;
      that(
        transactions <= scored.length / 4,
        `${scored.length} rows took ${transactions} transactions`,
        'What has gathered while the sink was busy, and is it ever busy?',
      );
      that(
        sink.writableHighWaterMark <= 10_000,
        `up to ${sink.writableHighWaterMark} records may wait in the sink`,
        'How many records may gather until the stream before has to wait?',
      );
    }),

  'stores a record once, however often it comes': ({ sqliteSink }, { equal, random }) =>
    withFile(async (file) => {
      const [wine] = (await scoredWines(1, random)) as [Scored];
      const offset = random.integer(0, 1000);
      const places: Place[] = [
        ['wines', 0, offset],
        ['wines', 1, offset],
        ['wines', 0, offset + 1],
        ['others', 0, offset],
      ];
      const written = places.map((place) => at(wine, place));
      const again = written.map((each, i) => ({ ...each, score: { value: 100 + i } }));
      await pipeline(Readable.from([...written, ...random.shuffle(written)]), sqliteSink(file));
      let rows = all(file, 'SELECT COUNT(*) AS count FROM scores');
      equal(rows, [{ count: places.length }], 'How many rows there are of four records that came twice.');
      // After a restart, with another model.
      await pipeline(Readable.from(again), sqliteSink(file));
      rows = all(file, 'SELECT topic, partition, offset, value FROM scores ORDER BY value');
      equal(
        rows,
        places.map(([topic, partition, offset], i) => ({ topic, partition, offset, value: 100 + i })),
        'The same records once more, with other scores: the latest ones are to be seen.',
      );
    }),

  'acknowledges a record once it is stored': ({ sqliteSink }, { equal, until, random }) =>
    withFile(async (file) => {
      const scored = await scoredWines(24, random);
      const sampled = new Set(Array.from({ length: 6 }, () => random.integer(0, scored.length - 1)));
      const missing: string[] = [];
      const sink = sqliteSink(file);
      let acknowledged = 0;
      for (const [i, outcome] of scored.entries()) {
        sink.write(outcome, () => {
          acknowledged++;
          if (sampled.has(i) && !isStored(file, outcome)) missing.push(`record ${i}`);
        });
      }
      const look = 'Records are written, and no more come for now: what does the sink wait for?';
      await until(() => acknowledged === scored.length, look);
      sink.end();
      await finished(sink);
      equal(
        missing,
        [],
        'Which records were acknowledged, by the callback, before their row was there to be seen.',
      );
    }),

  'fails with the error of the database': ({ sqliteSink }, { equal, that, random }) =>
    withFile(async (file) => {
      const [wine] = (await scoredWines(1, random)) as [Scored];
      await pipeline(Readable.from([at(wine, ['wines', 0, 0])]), sqliteSink(file));
      const message = `the disk of ${random.word()} is full`;
      const bad = random.integer(20, 60);
      run(
        file,
        `CREATE TRIGGER full BEFORE INSERT ON scores WHEN NEW.offset = ${bad} BEGIN SELECT RAISE(ABORT, '${message}'); END`,
      );
      let acknowledged = 1;
      const sink = sqliteSink(file);
      const ended = finished(sink).then(
        () => 'no error came',
        (error: Error) => error.message,
      );
      for (let offset = 1; offset <= 80; offset++) {
        sink.write(at(wine, ['wines', 0, offset]), (error) => {
          if (!error) acknowledged++;
        });
      }
      sink.end();
      equal(await ended, message, 'What the database has refused with, as the error of the stream.');
      that(!isLocked(file), 'the file is still locked', 'Is the database closed after an error, too?');
      const [row] = all(file, 'SELECT COUNT(*) AS count FROM scores') as { count: number }[];
      that(
        row?.count === acknowledged,
        `${row?.count} rows are stored, and ${acknowledged} records were acknowledged`,
        'A batch is stored as a whole, and acknowledged, or not at all.',
      );
    }),
});

type Place = [topic: string, partition: number, offset: number];

function withFile(use: (file: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder((folder) => use(join(folder, 'scores.db')));
}

/** Wines scored by a real model, in several partitions. */
async function scoredWines(count: number, random: Random): Promise<Scored[]> {
  const entry = (await modelCatalog()).find(({ name }) => name === 'wineDecisionTree');
  if (!entry) throw new Error('there is no wineDecisionTree');
  const loaded = await loadModel(new ModelDescriptor(await readModelDescriptor(entry)), createModelFactory());
  const served = ServedModel.begin(loaded, undefined, Date.now(), random.integer(2, 9));
  const wines = await readWineRecords();
  const inputs = Array.from({ length: count }, (_, i): InputRecord => {
    const value = Buffer.from(WineRecord.encode(random.pick(wines)).finish());
    const message = {
      key: Buffer.from('wine'),
      value,
      offset: String(i),
      timestamp: '0',
      attributes: 0,
      headers: {},
    };
    return { topic: 'models_data', partition: random.integer(0, 3), message };
  });
  const outcomes = await scoreRecords(inputs, () => served);
  return outcomes.filter((outcome) => outcome.kind === 'scored');
}

function at(scored: Scored, [topic, partition, offset]: Place): Scored {
  const message = { ...scored.input.message, offset: String(offset) };
  return { ...scored, input: { topic, partition, message } };
}

function rowOf({ input, dataType, score, served }: Scored) {
  const { topic, partition, message } = input;
  const position = { topic, partition, offset: Number(message.offset) };
  const { name } = served.loaded;
  return { ...position, data_type: dataType.name, value: score.value, model: name, version: served.version };
}

function byPosition(a: ReturnType<typeof rowOf>, b: ReturnType<typeof rowOf>): number {
  return a.partition - b.partition || a.offset - b.offset;
}

/** SQLite counts the transactions that change a file in its header (bytes 24 to 27, "file change counter"). */
async function changes(file: string): Promise<number> {
  return (await readFile(file)).readUInt32BE(24);
}

function isStored(file: string, scored: Scored): boolean {
  const { partition, offset } = rowOf(scored);
  const found = 'SELECT 1 FROM scores WHERE partition = ? AND offset = ?';
  return !isLocked(file) && all(file, found, [partition, offset]).length > 0;
}

/** A transaction has not been committed yet. */
function isLocked(file: string): boolean {
  try {
    all(file, 'SELECT 1 FROM scores');
    return false;
  } catch {
    return true;
  }
}

function all(file: string, sql: string, values: number[] = []): unknown[] {
  const database = new sqlite.Database(file, { readOnly: true });
  try {
    return database.all(sql, values);
  } finally {
    database.close();
  }
}

function run(file: string, sql: string): void {
  const database = new sqlite.Database(file);
  try {
    database.run(sql);
  } finally {
    database.close();
  }
}
