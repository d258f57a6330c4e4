import type { Exercise } from '../exercise.ts';

export default {
  title: 'A journal that survives a crash',
  chapter: 'docs/06-actors.md',
  minutes: 40,
  difficulty: 'medium',
  files: ['fileJournal.ts'],
  hints: [
    'A file may end anywhere. Before you read a number or an event, ask whether all of it is there.',
    'An entry is whole when its checksum fits. The checksum covers the length, too: else eight zeros are an empty event.',
    'The entry after a torn one would be read as part of it: cut the file where the last whole entry ends, by `file.truncate(end)`.',
    'A snapshot in five steps: open `snapshot.writing`, write, `sync`, close; rename to `snapshot`; `syncDirectory`. Each may throw, and the caller hears of it.',
  ],
  background: `Kafka's own log recovers in the same way: it reads batch after batch, checks each CRC, and cuts the file at the first that
does not fit. That is right for a torn end. A changed byte in the middle is another matter: what follows may be whole, and is
cut off here, too; \`droppedBytes\` tells whoever opens the journal, and a careful one keeps a copy first. A disk that is flushed
for each event does some hundred of them a second; databases let many events share one flush (group commit).
The workspace writes each event as a file of its own, because events are few and carry a model, and files can be set aside
one by one: lib/actors/persistence/fileJournal.ts, with atomicWrite.ts and sealedRecord.ts. Its snapshot makes older events
superfluous; with the journal here, a snapshot would say up to which event it counts. Kafka Streams does without flushing: its
stores are a copy of a changelog topic, and are thrown away after a crash.`,
  starterFails: {
    check: 'gives back what is whole, when the file was cut at any byte',
    because: /Which events were whole/,
  },
  cheats: [
    { file: 'lengthOnly.ts', check: 'gives back nothing that was changed' },
    { file: 'lengthUnsealed.ts', check: 'gives back nothing that was changed' },
    { file: 'tailNotCut.ts', check: 'goes on behind what is whole' },
    { file: 'notFlushed.ts', check: 'flushes an event to the disk before it says that it is safe' },
    {
      file: 'renamedUnflushed.ts',
      check: 'flushes a snapshot before it takes the place of the old one, and its name after',
    },
    { file: 'swallowedError.ts', check: 'has the old snapshot or the new one, whichever step fails' },
  ],
} satisfies Exercise;
