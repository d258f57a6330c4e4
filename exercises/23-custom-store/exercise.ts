import type { Exercise } from '../exercise.ts';

export default {
  title: 'A store of your own',
  chapter: 'docs/09-stores.md',
  minutes: 40,
  difficulty: 'hard',
  files: ['topStore.ts'],
  hints: [
    'A store with a changelog does two things: it tells of each change, and it takes back what it told. Kafka Streams does the rest, when the builder says `loggingEnabled`.',
    '`context.logChange(this.name, key, value, context.timestamp())` writes to the changelog; key and value are Buffers. Keep the context that `init` gets.',
    'The topic is compacted: of each key only the last record is sure to stay. So a record has to have all that is known of its key: the whole list, by `entriesSerde`.',
    'In `init`: `context.register(root, (key, value) => this.#restore(key, value))`. `#restore` sets the list of `key.toString()`, or deletes it where the value is null; it does not call `add`, which would write again.',
  ],
  background: `The list of a key is written again with each change. That is fine for a few entries; with many, a key for each
(data type and rank, or data type and place, deleted by null when it falls out) writes less and restores more. Writing in flush,
which is called before each commit, would write once for many changes: the offsets are committed after that, so nothing is lost.
The store here is in memory, hence persistent is false, and it is restored from the beginning at each start.
kstreamsCustomStore does this with models: modelStore.ts writes a model when it comes and its statistics in flush, under two keys;
modelStateStoreBuilder.ts is the builder, and modelStateStoreType.ts lets it be asked from outside. What of this Kafka Streams'
own stores share is in lib/kstreams/state, in layers: metered, cached, change logging, bytes.`,
  starterFails: { check: 'writes its changes to its changelog', because: /no record is on the changelog/ },
  cheats: [
    { file: 'noTopic.ts', check: 'writes its changes to its changelog' },
    { file: 'logsTheEntryAlone.ts', check: 'restores from the last record of each key' },
    { file: 'restoresByAdding.ts', check: 'restores from a changelog that is not compacted yet' },
    { file: 'restoresNothing.ts', check: 'is there again after a restart' },
  ],
} satisfies Exercise;
