import { Serdes, TopologyTestDriver } from '@kafka-tutorial/kstreams';
import { ModelDescriptor } from '@kafka-tutorial/proto';
import { type CheckTools, defineChecks } from '../checking/index.ts';

type Learner = typeof import('./solution/modelTable.ts');

/** A model is published for a data type, or null: it is withdrawn. */
interface Update {
  readonly key: string;
  readonly value: string | null;
}

const text = Serdes.string();
const kinds = ['decisionTree', 'randomForest', 'linearRegression', 'neuralNetwork'];

export default defineChecks<Learner>({
  'the table has the latest model of each data type, and none that was withdrawn': (learner, tools) => {
    const updates = someUpdates(tools);
    const { store } = run(learner, updates);
    tools.equal(
      store,
      tableAfter(updates),
      `These came, null withdraws a model: ${print(updates)}. Which rows should be there?`,
    );
  },

  'the stream tells each change, deletions too': (learner, tools) => {
    const updates = someUpdates(tools);
    const { changes } = run(learner, updates);
    const look =
      'Who follows the stream should be able to keep the same table. What does it have to hear of?';
    tools.equal(changes, updates, look);
  },

  'tableOf makes the table from its changelog': (learner, tools) => {
    const { store, changelog } = run(learner, someUpdates(tools));
    tools.equal(
      namesIn(learner.tableOf(changelog)),
      store,
      `The changelog topic of the store has ${print(changelog.map(nameOf))}. What is in a table after that?`,
    );
  },

  'and as it was at any time': (learner, tools) => {
    const { changelog } = run(learner, someUpdates(tools));
    for (let length = 0; length <= changelog.length; length++) {
      const earlier = changelog.slice(0, length).map(nameOf);
      tools.equal(
        learner.tableOf(earlier),
        tableAfter(earlier),
        `The first ${length} records of the changelog: ${print(earlier)}. What was the table then?`,
      );
    }
  },

  'and from a changelog that was compacted': (learner, tools) => {
    const { store, changelog } = run(learner, someUpdates(tools));
    const lastOf = new Map(changelog.map(({ key }, i) => [key, i]));
    const compacted = changelog.filter(({ key }, i) => lastOf.get(key) === i);
    tools.equal(
      namesIn(learner.tableOf(compacted)),
      store,
      'Kafka has kept the last record of each key. Is anything else needed for the table?',
    );
  },
});

/** What the topology makes of the updates; names stand for models. */
function run({ buildTopology, modelSerde }: Learner, updates: readonly Update[]) {
  const driver = new TopologyTestDriver(buildTopology());
  try {
    const models = driver.createInputTopic('models_models', text, modelSerde);
    const inService = driver.createOutputTopic('models_in_service', text, text);
    for (const { key, value } of updates) {
      models.pipeInput(key, value === null ? null : new ModelDescriptor({ name: value, dataType: key }));
    }
    const store = driver.getTimestampedKeyValueStore<string, ModelDescriptor>('models');
    const rows = [...(store?.all() ?? [])].map(({ key, value }) => [key, value.value.name] as const);
    const changelog = driver
      .producedRecords()
      .filter(({ topic }) => topic.endsWith('-models-changelog'))
      .map(({ topic, key, value }) => ({
        key: text.deserialize(topic, key) ?? '',
        value: modelSerde.deserialize(topic, value),
      }));
    return { store: new Map(rows), changes: inService.readKeyValuesToList(), changelog };
  } finally {
    driver.close();
  }
}

/** Models for some data types; some are replaced, some are withdrawn, some are published again. */
function someUpdates({ random }: CheckTools): Update[] {
  const dataTypes = ['wine', 'penguins', `wine-${random.integer(1, 9)}`];
  const table = new Map<string, string>();
  const updates: Update[] = [];
  const update = (key: string, value: string | null) => {
    updates.push({ key, value });
    if (value === null) table.delete(key);
    else table.set(key, value);
  };
  const publish = (key: string) => update(key, `${random.pick(kinds)}-${random.integer(1, 99)}`);
  for (let i = 0; i < 6; i++) {
    const key = random.pick(dataTypes);
    if (table.has(key) && random.integer(1, 3) === 1) update(key, null);
    else publish(key);
  }
  // At the end there is at least one row, and at least one that is gone.
  const [there = '', gone = ''] = random.shuffle(dataTypes);
  for (const key of [there, there, gone, gone]) publish(key);
  update(gone, null);
  return updates;
}

/** What is in service after the updates. */
function tableAfter(updates: readonly Update[]): Map<string, string> {
  const last = new Map(updates.map(({ key, value }) => [key, value]));
  return new Map([...last].filter((row): row is [string, string] => row[1] !== null).sort());
}

function nameOf({ key, value }: { key: string; value: ModelDescriptor | null }): Update {
  return { key, value: value?.name ?? null };
}

function namesIn(table: ReadonlyMap<string, ModelDescriptor | null>): Map<string, string | null> {
  return new Map([...table].map(([key, model]) => [key, model?.name ?? null]));
}

function print(updates: readonly Update[]): string {
  return updates.map(({ key, value }) => `${key}: ${value}`).join(', ');
}
