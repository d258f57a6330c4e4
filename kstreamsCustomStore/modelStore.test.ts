import { Headers, type RestoreCallback, type StateStoreContext } from '@kafka-tutorial/kstreams';
import { takeModel } from '@kafka-tutorial/serving';
import { modelRecord, testFactory } from '@kafka-tutorial/serving/testing';
import { silentLogger } from '@kafka-tutorial/util';
import { describe, expect, it } from 'vitest';
import { modelStateSerde } from './modelStateSerde.ts';
import { ModelStateStoreBuilder } from './modelStateStoreBuilder.ts';
import { ModelStateStoreType } from './modelStateStoreType.ts';
import type { ModelStateStore } from './modelStore.ts';

const { factory } = testFactory({ five: {}, six: {}, adelie: {} });
const builder = new ModelStateStoreBuilder('models', { factory, logger: silentLogger, now: () => 1000 });

interface Change {
  readonly key: string;
  readonly value: Buffer;
}

/** A store at work in a task, and what it has written to its changelog. */
function opened(changes: readonly Change[] = []) {
  const changelog: Change[] = [...changes];
  let restore: RestoreCallback = () => {};
  const context: StateStoreContext = {
    applicationId: () => 'test',
    taskId: () => ({ subtopology: 0, partition: 0 }),
    stateDir: () => '',
    changelogTopic: (name) => `test-${name}-changelog`,
    timestamp: () => 0,
    headers: () => Headers.none,
    currentStreamTimeMs: () => 0,
    logChange: (_name, key, value) => void changelog.push({ key: key.toString(), value: value as Buffer }),
    register: (_store, callback) => {
      restore = callback;
    },
  };
  const store = builder.build();
  store.init(context, store);
  for (const { key, value } of changes) restore(Buffer.from(key), value, 0);
  store.rebuild();
  return { store, changelog };
}

async function take(store: ModelStateStore, name: string, dataType = 'wine') {
  const input = modelRecord({ name, dataType });
  await takeModel(input, factory, (loaded) => store.swap(loaded, input));
  return input;
}

/** What is left of a changelog when Kafka has compacted it: the last change of each key. */
function compacted(changelog: readonly Change[]): Change[] {
  return [...new Map(changelog.map((change) => [change.key, change])).values()];
}

describe('the model state store', () => {
  it('has everything again from its compacted changelog', async () => {
    const { store, changelog } = opened();
    await take(store, 'five');
    await store.get('wine')?.scoreBatch([{}]);
    store.flush();
    const input = await take(store, 'six');
    await take(store, 'adelie', 'penguins');
    await store.get('wine')?.scoreBatch([{}, {}]);
    store.flush();

    const left = compacted(changelog);
    expect(left.map(({ key }) => key).sort()).toEqual(['penguins model', 'wine model', 'wine statistics']);
    const again = opened(left);
    expect(again.store.models()).toEqual({});
    await again.store.rebuilding;
    expect(again.store.models()).toEqual(store.models());
    expect(again.store.models().wine).toMatchObject({ name: 'six', version: 2, usage: 2 });
    expect(again.store.hasTaken(input)).toBe(true);
    again.store.flush();
    expect(again.changelog).toEqual(left);
  });

  it('writes at a commit only what has changed', async () => {
    const { store, changelog } = opened();
    store.flush();
    expect(changelog).toEqual([]);
    await take(store, 'five');
    expect(changelog.map(({ key }) => key)).toEqual(['wine model']);
    await store.get('wine')?.scoreBatch([{}]);
    store.flush();
    store.flush();
    expect(changelog.map(({ key }) => key)).toEqual(['wine model', 'wine statistics']);
  });

  it('is made with a changelog unless it is told otherwise', () => {
    const made = new ModelStateStoreBuilder('models', { factory, logger: silentLogger });
    expect(made.loggingEnabled).toBe(true);
    expect(made.withLoggingDisabled().loggingEnabled).toBe(false);
    expect(made.withLoggingEnabled({ 'segment.ms': '1' }).logConfig).toMatchObject({ 'segment.ms': '1' });
  });
});

describe('what the changelog holds', () => {
  it.each([Buffer.alloc(0), Buffer.of(3), Buffer.of(1, 0), Buffer.from('\u0002{"version":1}')])(
    'is refused when it is none of the changes: %j',
    (bytes) => {
      expect(() => modelStateSerde.deserialize('', bytes)).toThrow();
    },
  );
});

describe('ModelStateStoreType', () => {
  it('shows the stores of all tasks as one, also when tasks come and go', async () => {
    const [first, second] = [opened().store, opened().store];
    await take(first, 'five');
    await take(second, 'adelie', 'penguins');
    const type = new ModelStateStoreType();
    expect(type.accepts(first)).toBe(true);
    let tasks = [first];
    const view = type.create({ stores: () => tasks as never }, 'models');
    expect(view.getCurrentServingInfo('penguins')).toBeUndefined();
    tasks = [first, second];
    expect(view.getCurrentServingInfo('penguins')).toMatchObject({ name: 'adelie' });
    expect(Object.keys(view.models())).toEqual(['wine', 'penguins']);
  });
});
