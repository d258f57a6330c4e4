import type { Exercise } from '../exercise.ts';

export default {
  title: 'Testing a topology',
  chapter: 'docs/07-kafka-streams.md',
  minutes: 20,
  difficulty: 'medium',
  files: ['testGoodWines.ts'],
  hints: [
    'Pipe one record at a time, and read what came out since: `goodWines.readKeyValuesToList()` gives each record once, and `[]` says that there was none.',
    '`assert.deepEqual(goodWines.readKeyValuesToList(), [{ key: "tree", value: 1 }])` is a whole test of one record.',
    'For each condition in the topology: a record that just meets it, and one that just does not. For each key: two records, and another key between them.',
    'Qualities 8, 7 and 6.9 of `tree`, one of `forest`, one of `wine-5`, and 9 of `tree` again find all mistakes. `driver.close()` belongs into `finally`.',
  ],
  background: `How good is a test? Break what it tests, and see whether it notices: that is mutation testing, and what the checks have done
with yours. The driver runs the very task that an application runs, so such a test finds what a test of single functions does
not: a wrong serde, a key that changes, a store that is not connected. It has one partition, and no time passes: what depends on
several tasks, on caching between commits, or on a rebalance needs a broker (the files *.integration.test.ts).
The workspace tests its servers in this way; one suite runs on all three topologies: lib/serving/kstreams/topologyContract.ts.
lib/kstreams/testing/topologyTestDriver.ts is the driver.`,
  starterFails: {
    check: 'passes the right topology, and not one that is silent',
    because: /passes a topology that counts no wine/,
  },
  cheats: [
    { file: 'emptied.ts', check: 'passes the right topology, and not one that is silent' },
    { file: 'failsAlways.ts', check: 'passes the right topology, and not one that is silent' },
    { file: 'failsLater.ts', check: 'passes the right topology, and not one that is silent' },
    { file: 'comparesDescription.ts', check: 'passes another topology that does the same' },
    { file: 'oneExample.ts', check: 'finds one that counts from a quality above 7' },
    { file: 'swallowedError.ts', check: 'passes the right topology, and not one that is silent' },
  ],
} satisfies Exercise;
