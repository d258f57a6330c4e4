import type { Exercise } from '../exercise.ts';

export default {
  title: 'A key/value store',
  chapter: 'docs/09-stores.md',
  minutes: 25,
  difficulty: 'medium',
  files: ['bestScores.ts'],
  hints: [
    'A serde is two functions. Buffer has `writeDoubleBE`, `writeInt32BE`, `writeBigInt64BE`, and the same with `read`; null stays null in both directions.',
    'The reducer of `reduce` gets what the store has, and the next value. It answers what the store is to have.',
    '`Materialized.as` takes a name, for a store in memory, or what one of the functions of `Stores` makes. Unless told otherwise, a store has a changelog.',
    "`Materialized.as<string, Best>(Stores.persistentKeyValueStore('best')).withKeySerde(text).withValueSerde(bestSerde)`",
  ],
  background: `Disk and changelog are two things. With its folder, an instance goes on at once, and reads from the changelog only
what it lacks; the folder may be lost. With the changelog, which is compacted to the last value of each key, any instance has
everything back. Without either, a store begins empty, while the offsets of its input are committed: the data is not read again,
and nobody is told. Fixed bytes are small and readable from other languages, but cannot change; protobuf, as in
kstreamsKVStore/modelSerde.ts and lib/kstreams/serdes/protobufSerde.ts, can get new fields. A serde that answers null for
bytes that it cannot read would delete the key. The layers of a store, with serdes, cache, changelog and bytes, are in
lib/kstreams/state; kstreamsKVStore/modelStore.ts uses such stores from processors, by way of Stores.keyValueStoreBuilder.`,
  starterFails: {
    check: 'writes a best as 20 bytes and reads them back',
    because: /not the expected one.*hexadecimal/,
  },
  cheats: [
    { file: 'swallowedError.ts', check: 'refuses bytes of another length' },
    { file: 'latestWins.ts', check: 'keeps the best score of each data type' },
    { file: 'inMemory.ts', check: 'is on the disk: a restart there restores nothing' },
    { file: 'notLogged.ts', check: 'a restart with an empty folder has it all back' },
  ],
} satisfies Exercise;
