import { Serdes } from '../../serdes/serdes.ts';
import { changelogTopic, StoreHarness } from '../../testing/storeHarness.ts';
import { Stores } from '../stores.ts';

/** What the killed process works with, and how the test looks at it. */
export function writerHarness(stateDir: string) {
  const text = Serdes.string();
  const supplier = Stores.persistentKeyValueStore('store');
  return new StoreHarness(Stores.keyValueStoreBuilder(supplier, text, text), { stateDir });
}

/** Flushes the keys below 10,000 with a checkpoint, puts more, and says so; then it writes until it is killed. */
function main(stateDir: string): void {
  const { store, context } = writerHarness(stateDir);
  for (let i = 0; i < 10_000; i++) store.put(`flushed-${i}`, `${i}`);
  store.flush();
  context.directory?.writeCheckpoints([{ topic: changelogTopic, partition: 0, offset: 9_999 }]);
  store.put('last', 'not flushed');
  process.stdout.write('ready\n');
  let i = 0;
  setInterval(() => {
    for (let n = 0; n < 1000; n++) store.put(`more-${i++}`, 'x');
    if (i % 5000 === 0) store.flush();
  }, 1);
}

const [stateDir] = process.argv.slice(2);
if (process.argv[1] === import.meta.filename && stateDir !== undefined) main(stateDir);
