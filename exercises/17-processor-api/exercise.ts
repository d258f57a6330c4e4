import type { Exercise } from '../exercise.ts';

export default {
  title: 'The Processor API: a store and a punctuator',
  chapter: 'docs/07-kafka-streams.md',
  minutes: 25,
  difficulty: 'medium',
  files: ['statistics.ts'],
  hints: [
    '`init` is where a processor gets what it needs: `context.getStateStore(storeName)` and `context.schedule(…)`. Keep both context and store in fields.',
    'A store belongs to a processor by the last arguments of `addStateStore`: the names of the processors that use it.',
    "`context.schedule(60_000, 'STREAM_TIME', (time) => …)` calls back with the stream time. The record to forward is `new Record(key, value, time)`.",
    'In the punctuator: `for (const { key, value } of this.#store.all())`, forward, then `this.#store.delete(key)`.',
  ],
  background: `Stream time is the greatest timestamp that the task has seen. It stands still when no records come, and runs fast when old
ones are read again: so the same records give the same statistics, today and next week. The clock on the wall is right for
what has to happen even without records, such as saving (kstreamsKVStore/dataProcessor.ts does so once a second).
The record that ends a minute is counted in it: a task processes a record first and looks at its punctuators then. Who wants exact
minutes uses windows (exercise 20). Each task has its own store: results without a key are in any partition, and each task would
publish statistics of its own part. The servers of the workspace send records by their data type first
(lib/serving/kstreams/keyedByDataType.ts). In the DSL the processor would hang in a stream by \`process(supplier, …stores)\`.`,
  starterFails: { check: 'keeps the statistics of each data type in its store', because: /none is called/ },
  cheats: [
    { file: 'fieldNotStore.ts', check: 'keeps the statistics of each data type in its store' },
    { file: 'eachTime.ts', check: 'publishes them once in a minute of stream time' },
    { file: 'wallClock.ts', check: 'publishes them once in a minute of stream time' },
    { file: 'neverBegunAnew.ts', check: 'begins anew after that' },
  ],
} satisfies Exercise;
