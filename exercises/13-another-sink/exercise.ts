import type { Exercise } from '../exercise.ts';

export default {
  title: 'Another sink',
  chapter: 'docs/05-custom-stage.md',
  minutes: 30,
  difficulty: 'medium',
  files: ['sqliteSink.ts'],
  hints: [
    'A Writable with `writev` instead of `write` gets all chunks that have gathered while it was busy, as `{ chunk }[]`, and one callback for all of them.',
    'If `writev` calls its callback before it returns, it was never busy, and nothing gathers. Do the work in `setImmediate`.',
    'A primary key says which rows are the same record, and `INSERT OR REPLACE` what to do about it.',
    'BEGIN, the rows, COMMIT, `callback()`, all in one `try`; `catch (error)` hands the error to the callback. That destroys the stream, and closing the database rolls back the rest.',
  ],
  background: `At least once and idempotent together are effectively once: the position in Kafka is a key that every sink gets for free. INSERT
OR IGNORE would be idempotent, too, but keeps the first score when a record is scored again by a better model. A prepared
statement is faster by far for the many rows of a batch; it must be finalized before the database is closed, and that throws the
error of its last row once more, so the closing belongs into \`finally\`.

Batches that form by themselves are the best of both: a lone record is written at once, and under load a transaction takes
hundreds. A sink can go one step further and store the offset in the same transaction, and then start from there: exactly once,
without Kafka's transactions. The same idea is in customStage/connectors/sqliteSink.ts; webhookSink.ts beside it sends its
batches over HTTP.`,
  starterFails: {
    check: 'takes a transaction for a batch, not for a record',
    because: /\d+ rows took \d+ transactions/,
  },
  cheats: [
    { file: 'nothingGathers.ts', check: 'takes a transaction for a batch, not for a record' },
    { file: 'offsetIsTheKey.ts', check: 'stores a record once, however often it comes' },
    { file: 'firstScoreStays.ts', check: 'stores a record once, however often it comes' },
    { file: 'buffersToTheEnd.ts', check: 'acknowledges a record once it is stored' },
    { file: 'acknowledgesAtOnce.ts', check: 'acknowledges a record once it is stored' },
    { file: 'swallowedError.ts', check: 'fails with the error of the database' },
    { file: 'halfABatch.ts', check: 'fails with the error of the database' },
  ],
} satisfies Exercise;
