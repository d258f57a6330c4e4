import type { Exercise } from '../exercise.ts';

export default {
  title: 'Records of several data types',
  chapter: 'docs/02-libraries-and-microservices.md',
  minutes: 20,
  difficulty: 'medium',
  files: ['genericRecords.ts'],
  hints: [
    "An entry of a Map is a pair: `['wine', WineRecord]`. `WineRecord` is an object with a method `decode`, which is all that a Decoder has to be.",
    "A key is a Buffer or null: `key?.toString() || 'wine'` gives the data type, for an empty key as well. Look it up with `registry.get`, and check what comes back.",
    'Check from the outside in, and return at the first failure: is there a decoder, are there bytes, do they decode? Only the last needs `try`.',
    "The last step: `try { return { ok: true, dataType, record: decoder.decode(value) }; } catch (error) { return failure('RECORD_CORRUPT', String(error)); }`.",
  ],
  background: `The registry is a Map and not a plain object, because the key comes from the network: \`object['constructor']\` finds something
that nobody has put there. The result is a discriminated union, so the type checker does not let a caller read \`record\` before it has
looked at \`ok\`. Exceptions do as well, as long as exactly one place catches them: the workspace does it so (lib/serving/dataTypes.ts throws
a ServingError with a code, scoreRecords.ts turns it into an outcome). What a bad record is worth is the caller's business: exercise 5 sends
it to a topic of its own.

Two limits. Bytes that are cut just between two fields are a complete, shorter message to protobuf; the workspace names fields that no real
record lacks, and answers RECORD_INCOMPLETE. And with many teams a registry in the code is not enough: a schema registry gives each schema
an id that stands before the bytes, and checks that a new version can still read the old records.`,
  starterFails: { check: 'decodes each record as what its key says', because: /key/ },
  cheats: [
    { file: 'knowsTwoTypes.ts', check: 'a new data type is a line in the registry' },
    { file: 'plainObject.ts', check: 'an unknown data type is a failure' },
    { file: 'swallowsErrors.ts', check: 'bytes that are no record are a failure' },
    { file: 'throws.ts', check: 'bytes that are no record are a failure' },
  ],
} satisfies Exercise;
