import { modelCatalog, readModelDescriptor, readPenguinRecords, readWineRecords } from '@kafka-tutorial/data';
import { createModelFactory, type FeatureRecord } from '@kafka-tutorial/model';
import { createActor } from 'xstate';
import { type CheckTools, defineChecks } from '../checking/index.ts';

type Learner = typeof import('./solution/router.ts');
type Score = number | string | null;

const records: Readonly<Record<string, readonly FeatureRecord[]>> = {
  wine: await readWineRecords(),
  penguins: await readPenguinRecords(),
};
const dataTypes = Object.keys(records);
// A scorer that is not asked by an actor: what it answers is what is expected.
const scorers = new Map(
  await Promise.all(dataTypes.map(async (dataType) => [dataType, await decisionTree(dataType)] as const)),
);
const unscorable: FeatureRecord = { alcohol: 'much', bill_length_mm: 'long' };

export default defineChecks<Learner>({
  'spawns one actor for each data type, when its first record comes': (learner, tools) => {
    const { send, children } = start(learner);
    const { equal, random } = tools;
    equal(children(), [], 'Before the first record nobody has to be there.');
    const order = random.shuffle(dataTypes);
    for (const dataType of order) {
      send(dataType, someRecord(dataType, tools));
      send(dataType, someRecord(dataType, tools));
    }
    equal(
      children(),
      order,
      `Two records each of ${order.join(' and ')} came. Which actors should be there?`,
    );
  },

  'passes each record to the actor of its data type': async (learner, tools) => {
    const { send, statistics } = start(learner);
    const expected = sendMany(send, tools);
    for (const dataType of dataTypes) {
      const look = `The statistics of ${dataType}: did each of its records come, and none of another data type?`;
      tools.equal(statistics(dataType), expected.get(dataType), look);
    }
  },

  'answers a query, and leaves no timer behind': async (learner, tools) => {
    const { actor, send } = start(learner);
    const expected = sendMany(send, tools);
    // Who runs the check starts a timer, too, once it waits.
    await Promise.resolve();
    const before = timers();
    const dataType = tools.random.pick(dataTypes);
    const answer = await learner.ask(actor, dataType, 60_000);
    tools.equal(answer, expected.get(dataType), `This is what the actor of ${dataType} was asked for.`);
    tools.that(
      timers() <= before,
      'after the answer, the timer goes on',
      'What happens to the timer of a query that is answered? A process does not end while one runs.',
    );
  },

  'a query that nobody answers in time fails': async (learner, { rejects, random, that, until }) => {
    const { actor } = start(learner);
    const limitMs = random.integer(5, 20);
    const nobody = `wine-${random.integer(1, 9)}`;
    const answer = learner.ask(actor, nobody, limitMs);
    let settled = false;
    void answer.then(
      () => (settled = true),
      () => (settled = true),
    );
    await until(() => settled, `A query has ${limitMs} ms. Who ends it when nobody answers?`, 2000);
    await rejects(answer, new RegExp(nobody), 'The error should say who did not answer, and in which time.');
    const error = await answer.catch((error: unknown) => error);
    that(
      Object(error).code === 'ACTOR_NO_ANSWER',
      `the error has the code ${Object(error).code}`,
      'Whoever catches it should find the code ACTOR_NO_ANSWER, by which ActorError tells errors apart.',
    );
  },

  'starts an actor that fails again, with the statistics that it had': (learner, tools) => {
    const { actor, send, statistics, child } = start(learner);
    const expected = sendMany(send, tools);
    const dataType = tools.random.pick(dataTypes);
    const failing = child(dataType);
    send(dataType, unscorable);
    const { status } = actor.getSnapshot();
    tools.that(
      status === 'active',
      `with its child the router has failed, too: it is in status "${status}"`,
      'XState hands the error of a child on to its parent as an event. Does the router take it?',
    );
    tools.that(
      child(dataType) !== failing,
      'a record that cannot be scored came, and the actor is the same as before',
      'Nobody knows what is broken in an actor that has failed. It should end, and another take its place.',
    );
    tools.equal(statistics(dataType), expected.get(dataType), 'What had it scored before it failed?');
    const again = scoreOne(dataType, send, tools);
    const scored = (expected.get(dataType)?.scored ?? 0) + 1;
    tools.equal(statistics(dataType), { scored, lastScore: again }, 'Does the new actor get its records?');
  },

  'lets the other actors go on': (learner, tools) => {
    const { send, statistics, child } = start(learner);
    const expected = sendMany(send, tools);
    const [failing = '', other = ''] = tools.random.shuffle(dataTypes);
    const before = child(other);
    for (let i = tools.random.integer(2, 4); i > 0; i--) send(failing, unscorable);
    tools.that(
      child(other) === before,
      `an actor of ${failing} failed, and the one of ${other} was replaced`,
      'Whose event is it? Only that actor has to be started again.',
    );
    tools.equal(statistics(other), expected.get(other), `${other} has nothing to do with it.`);
    tools.equal(statistics(failing), expected.get(failing), `${failing} failed more than once.`);
  },
});

function start({ router }: Learner) {
  const scorerOf = (dataType: string) => (record: FeatureRecord) => score(dataType, record);
  const actor = createActor(router, { input: { scorerOf } });
  // Reported here by the status, and not to the process.
  actor.subscribe({ error: () => {} });
  actor.start();
  return {
    actor,
    send: (dataType: string, record: FeatureRecord) => actor.send({ type: 'record', dataType, record }),
    children: () => Object.keys(actor.getSnapshot().children),
    child: (dataType: string) => actor.getSnapshot().children[dataType],
    statistics: (dataType: string) => {
      let answer: unknown = 'no answer';
      actor.send({ type: 'ask', dataType, reply: (statistics) => (answer = statistics) });
      return answer;
    },
  };
}

type Send = ReturnType<typeof start>['send'];

/** Sends records of all data types in any order; what the statistics should say then. */
function sendMany(send: Send, tools: CheckTools): Map<string, { scored: number; lastScore: Score }> {
  const all = dataTypes.flatMap((dataType) =>
    Array.from({ length: tools.random.integer(2, 9) }, () => dataType),
  );
  const expected = new Map<string, { scored: number; lastScore: Score }>();
  for (const dataType of tools.random.shuffle(all)) {
    const scored = (expected.get(dataType)?.scored ?? 0) + 1;
    expected.set(dataType, { scored, lastScore: scoreOne(dataType, send, tools) });
  }
  return expected;
}

function scoreOne(dataType: string, send: Send, tools: CheckTools): Score {
  const record = someRecord(dataType, tools);
  send(dataType, record);
  return score(dataType, record);
}

function someRecord(dataType: string, { random }: CheckTools): FeatureRecord {
  return random.pick(records[dataType] ?? []);
}

function score(dataType: string, record: FeatureRecord): Score {
  const scorer = scorers.get(dataType);
  if (!scorer) throw new RangeError(`there is no model for ${dataType}`);
  return scorer(record);
}

async function decisionTree(dataType: string): Promise<(record: FeatureRecord) => Score> {
  const entry = (await modelCatalog()).find(({ file }) => file === `${dataType}_decision_tree.pmml`);
  if (!entry) throw new RangeError(`no decision tree for ${dataType}`);
  const model = await createModelFactory().create(await readModelDescriptor(entry));
  return (record) => {
    const outcome = model.score(record);
    if (outcome instanceof Promise) throw new TypeError('a decision tree answers at once');
    if (outcome instanceof Error) throw outcome;
    return outcome.value;
  };
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}
