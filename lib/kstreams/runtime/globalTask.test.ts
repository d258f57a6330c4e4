import { describe, expect, it } from 'vitest';
import type { ProcessorContext } from '../processor/processorContext.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { KeyValueStore } from '../state/keyValueStore.ts';
import { Stores } from '../state/stores.ts';
import { Topology } from '../topology/topology.ts';
import { GlobalTask } from './globalTask.ts';
import { readOnly } from './readOnlyStore.ts';
import { environment, raw, textSerdes } from './testing.ts';

type Store = KeyValueStore<string, string>;

function topology(put: (store: Store, value: string | null) => unknown): Topology {
  const builder = Stores.keyValueStoreBuilder(
    Stores.inMemoryKeyValueStore('global'),
    Serdes.string(),
    Serdes.string(),
  ).withLoggingDisabled();
  const supplier = {
    get() {
      let store: Store;
      return {
        init(context: ProcessorContext<never, never>) {
          store = context.getStateStore<Store>('global');
        },
        process: ({ value }: { value: string | null }) => put(store, value) as undefined,
      };
    },
  };
  return new Topology().addGlobalStore(builder, 'source', 'all', textSerdes, 'update', supplier);
}

function started(put: (store: Store, value: string | null) => unknown) {
  const surroundings = environment();
  const task = new GlobalTask(topology(put).build('app').globalStores, surroundings);
  task.initialize();
  return { task, store: () => surroundings.globalStores.get('global') as Store };
}

describe('GlobalTask', () => {
  it('fills its store from every partition, through the processor', () => {
    const { task, store } = started((store, value) => store.put('k', `<${value}>`));
    expect(task.topics).toEqual(['all']);
    task.update(raw('all', 0, 5, 'a'));
    expect(store().get('k')).toBe('<a>');
    task.update({ ...raw('all', 0, 5, 'b'), partition: 7 });
    expect(store().get('k')).toBe('<b>');
  });

  it('refuses a processor that would finish later', () => {
    const { task } = started(async () => {});
    expect(() => task.update(raw('all', 0, 5))).toThrow(
      expect.objectContaining({ code: 'PROCESSOR_MISUSED' }),
    );
  });

  it('gives others a store they can read and not change', () => {
    const { task, store } = started((store, value) => store.put('k', value));
    task.update(raw('all', 0, 5, 'a'));
    const view = readOnly(store());
    expect([view.get('k'), view.name, [...view.all()].length]).toEqual(['a', 'global', 1]);
    expect(() => view.put('k', 'x')).toThrow(expect.objectContaining({ code: 'PROCESSOR_MISUSED' }));
    expect(() => view.close()).toThrow(expect.objectContaining({ code: 'PROCESSOR_MISUSED' }));
    task.close();
  });
});
