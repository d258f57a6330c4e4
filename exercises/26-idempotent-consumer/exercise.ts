import type { Exercise } from '../exercise.ts';

export default {
  title: 'An idempotent consumer',
  chapter: 'docs/11-effectively-once.md',
  minutes: 25,
  difficulty: 'medium',
  files: ['wineTally.ts'],
  hints: [
    'Topic, partition and offset name a record for ever. Within a partition records come in order, so one offset tells of all before it.',
    'The total, and what is known of the records in it, must never disagree. They do not when they are in one text, and that is written in one step.',
    "Keep `offsets: { [partition: string]: string }` in the state, by topic and partition. Offsets are texts of 64-bit numbers: compare them as `BigInt`, for '9' > '10'.",
    'First make the next state, then write it, then let it take the place of the old one. Then a write that fails leaves everything as it was.',
  ],
  background: `Delivery is at least once here, and the effect is once: the receiver recognises what it has done. Because effect and
offset are written together it does not matter where the process ends. Kafka's own offsets are then a mere hint; one could even
leave them out, and seek() to the offsets of the state at the start. Instead of a file this may be a row in the same database
transaction as the effect. If the producer repeats records, the same content has two offsets: then an id in the record must
do, and a table of ids with an end, for example of the last day. Some effects need none of this: a maximum, a put by key and a set
are the same when done twice. Where results go to Kafka, transactions do the same without state of your own: exercise 25.
The servers recognise models that come again by their place, hasTaken in lib/serving/durableModels.ts, which is stored with the
model; lib/embeddedKafka/producers does it for batches: a sequence number for each producer and partition.`,
  starterFails: {
    check: 'counts a record once, however often it comes',
    because: /not the expected one.*offset/,
  },
  cheats: [
    { file: 'offsetsAsText.ts', check: 'knows partitions and topics apart, and offsets as numbers' },
    { file: 'oneOffsetForAll.ts', check: 'knows partitions and topics apart, and offsets as numbers' },
    { file: 'idsInMemory.ts', check: 'goes on after a restart, and still counts each once' },
    {
      file: 'twoWrites.ts',
      check: 'a crash before or after any write loses nothing and counts nothing twice',
    },
    { file: 'marksBeforeTheEffect.ts', check: 'a write that fails is tried again with the record' },
    { file: 'allIds.ts', check: 'remembers an offset for each partition, not all records' },
  ],
} satisfies Exercise;
