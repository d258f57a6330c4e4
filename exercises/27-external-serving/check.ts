import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { modelCatalog, readModelDescriptor, readWineRecords } from '@kafka-tutorial/data';
import { createModelFactory, type FeatureRecord, type Model, ModelError } from '@kafka-tutorial/model';
import { type CheckTools, defineChecks } from '../checking/index.ts';
import { unhandledRejections } from '../checking/unhandledRejections.ts';
import { withHttpServer } from '../checking/withHttpServer.ts';

type Learner = typeof import('./solution/scoreByService.ts');
type Outcome = import('./solution/scoreByService.ts').Outcome;
type ScoringService = import('./solution/scoreByService.ts').ScoringService;

export default defineChecks<Learner>({
  'scores each record by the service': async ({ scoreByService }, { equal, random }) => {
    const model = await decisionTree();
    const wines = await someWines(20, random);
    const expected = await Promise.all(wines.map(async (wine) => valueFrom(await model.score(wine))));
    const answer = async (wine: FeatureRecord, reply: Reply) => {
      const score = await model.score(wine);
      reply(score instanceof ModelError ? 400 : 200, score);
    };
    await withService(answer, async (service) => {
      const outcomes = await collected(scoreByService(Readable.from(wines), service));
      equal(outcomes.map(scoreOf), expected, 'What the model behind the service says of each wine.');
      equal(
        outcomes.every(({ record }, i) => record === wines[i]),
        true,
        'Each outcome carries the record that it belongs to.',
      );
    });
  },

  'has as many requests under way as it may': async ({ scoreByService }, { that, random }) => {
    const concurrency = random.integer(2, 5);
    const waiting: Reply[] = [];
    let most = 0;
    const answerAll = () => {
      for (const reply of waiting.splice(0)) reply(200, { value: 5 });
    };
    // One more request than there may be would come in this time.
    const surplusMs = 100;
    let missingMs = 700;
    let timer: NodeJS.Timeout | undefined;
    const answer = (_: FeatureRecord, reply: Reply) => {
      waiting.push(reply);
      most = Math.max(most, waiting.length);
      clearTimeout(timer);
      timer = setTimeout(answerAll, most >= concurrency ? surplusMs : missingMs);
    };
    await withService(answer, async (service) => {
      const wines = await someWines(concurrency * 2, random);
      for await (const _ of scoreByService(Readable.from(wines), { ...service, concurrency })) missingMs = 0;
      that(
        most === concurrency,
        `at most ${most} ${most === 1 ? 'request was' : 'requests were'} under way, and ${concurrency} may be`,
        most < concurrency
          ? 'Does a request have to wait for the answer to the one before?'
          : 'What stops the next request from being sent?',
      );
    });
  },

  'keeps the order of the records': async ({ scoreByService }, { equal, random }) => {
    const concurrency = random.integer(3, 5);
    const waiting: (() => void)[] = [];
    let timer: NodeJS.Timeout | undefined;
    // The last one first.
    const answerAll = async () => {
      clearTimeout(timer);
      for (const reply of waiting.splice(0).reverse()) {
        reply();
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    };
    const answer = ({ id }: FeatureRecord, reply: Reply) => {
      waiting.push(() => reply(200, { value: id }));
      clearTimeout(timer);
      timer = setTimeout(answerAll, 200);
      if (waiting.length === concurrency) answerAll();
    };
    await withService(answer, async (service) => {
      const ids = Array.from({ length: concurrency * 2 + 1 }, () => random.integer(0, 1e6));
      const records = Readable.from(ids.map((id) => ({ id })));
      const outcomes = await collected(scoreByService(records, { ...service, concurrency }));
      equal(outcomes.map(scoreOf), ids, 'The service answers some later records earlier.');
    });
  },

  'takes records only as they are needed': async ({ scoreByService }, { that, random }) => {
    const concurrency = random.integer(2, 5);
    let taken = 0;
    async function* records() {
      while (taken < 60) yield { id: taken++ };
    }
    const answer = ({ id }: FeatureRecord, reply: Reply) => reply(200, { value: id });
    await withService(answer, async (service) => {
      let read = 0;
      let takenSoFar = 0;
      for await (const _ of scoreByService(records(), { ...service, concurrency })) {
        read++;
        if (read === 10) takenSoFar = taken;
      }
      that(
        takenSoFar <= 10 + 4 * concurrency,
        `${takenSoFar} records were taken for 10 outcomes, with ${concurrency} requests at a time`,
        'Who takes the next record, and when?',
      );
    });
  },

  'tries again while the service is busy, up to the limit': async ({ scoreByService }, { equal, random }) => {
    const attempts = random.integer(3, 5);
    const backoffMs = random.integer(10, 500);
    const tries = counter();
    // One is scored at the last attempt, the other one never.
    const answer = ({ name }: FeatureRecord, reply: Reply) => {
      const tried = tries.add(name);
      if (name === 'never' || tried < attempts) reply(503, 'busy');
      else reply(200, { value: tried });
    };
    await withService(answer, async (service) => {
      for (const name of random.shuffle(['once', 'never'])) {
        const slept: number[] = [];
        const sleep = async (ms: number) => void slept.push(ms);
        const patient = { ...service, attempts, backoffMs, sleep };
        const outcomes = await collected(scoreByService(Readable.from([{ name }]), patient));
        const look = `The service answers 503 ${name === 'once' ? `${attempts - 1} times, then a score` : 'always'}; ${attempts} attempts are allowed.`;
        equal(outcomes.map(scoreOf), [name === 'once' ? attempts : 'deadLettered'], look);
        equal(tries.of(name), attempts, `How often the service was asked. ${look}`);
        const pauses = Array.from({ length: attempts - 1 }, (_, i) => backoffMs * 2 ** i);
        equal(slept, pauses, 'How long it slept between the attempts.');
      }
    });
  },

  'does not wait for an answer that takes too long': async (
    { scoreByService },
    { equal, that, until, random },
  ) => {
    const tries = counter();
    const answer = ({ name }: FeatureRecord, reply: Reply) => {
      const tried = tries.add(name);
      if (name === 'slow at first' && tried > 1) reply(200, { value: tried });
      // The others get no answer at all.
    };
    await withService(answer, async (service) => {
      const names = random.shuffle(['slow at first', 'slow always']);
      const hurried = { ...service, timeoutMs: 200, attempts: 6 };
      const outcomes: Outcome[] = [];
      const reading = (async () => {
        const records = Readable.from(names.map((name) => ({ name })));
        for await (const outcome of scoreByService(records, hurried)) outcomes.push(outcome);
      })();
      let failure: unknown;
      reading.catch((error) => (failure = error));
      const look = 'The service gives no answer. For how long does the request wait?';
      await until(() => outcomes.length === names.length || failure !== undefined, look, 3000);
      that(failure === undefined, `the stream ended: ${failure}`, 'No answer in time is no reason to stop.');
      const found = Object.fromEntries(outcomes.map(({ kind, record }) => [record.name, kind]));
      equal(
        found,
        { 'slow at first': 'scored', 'slow always': 'deadLettered' },
        'One is answered when it is asked again, the other one never.',
      );
    });
  },

  'makes a dead letter of what cannot be scored': async ({ scoreByService }, { equal, that, random }) => {
    const tries = counter();
    const word = random.word();
    const answers: Record<string, [status: number, body: unknown]> = {
      refused: [400, `no ${word} in the record`],
      broken: [500, word],
      nonsense: [200, word],
      'no score': [200, { value: null }],
      fine: [200, { value: 5 }],
      'fine, too': [200, { value: 'Adelie' }],
    };
    const answer = ({ name }: FeatureRecord, reply: Reply) => {
      tries.add(name);
      reply(...(answers[String(name)] ?? [404, '']));
    };
    await withService(answer, async (service) => {
      const names = random.shuffle(Object.keys(answers));
      const outcomes = await collected(
        scoreByService(Readable.from(names.map((name) => ({ name }))), service),
      ).catch((error: unknown) => error);
      that(Array.isArray(outcomes), `${outcomes}`, 'One record that cannot be scored has ended the stream.');
      const found = new Map((outcomes as Outcome[]).map((outcome) => [String(outcome.record.name), outcome]));
      for (const name of names) {
        const [status, body] = answers[name] as [number, { value?: unknown }];
        const expected = name.startsWith('fine') ? body.value : 'deadLettered';
        equal<unknown>(
          scoreOf(found.get(name)),
          expected,
          `The answer was ${status} ${JSON.stringify(body)}.`,
        );
      }
      equal(tries.of('refused'), 1, 'How often a record was sent that the service refuses with 400.');
      const refused = found.get('refused');
      const reason = refused?.kind === 'deadLettered' ? refused.reason : '';
      that(
        reason.includes('400'),
        `the reason was "${reason}"`,
        'Does the reason say what the service has answered?',
      );
    });
    let gone: ScoringService | undefined;
    await withService(answer, async (service) => {
      gone = service;
    });
    const unanswered = scoreByService(Readable.from([{ name: 'fine' }]), gone as ScoringService);
    const [outcome] = await collected(unanswered);
    equal(scoreOf(outcome), 'deadLettered', `Nobody listens at ${gone?.url} any more.`);
  },
});

type Reply = (status: number, body: unknown) => void;

async function withService(
  answer: (record: FeatureRecord, reply: Reply) => void,
  use: (service: ScoringService) => Promise<void>,
): Promise<void> {
  const listener: RequestListener = async (request, response) => {
    const record = (await json(request)) as FeatureRecord;
    answer(record, (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  };
  const settings = { concurrency: 3, timeoutMs: 10_000, attempts: 3, backoffMs: 1, sleep: async () => {} };
  // Of several requests that fail, an answer that throws reports one; the others shall not end the process.
  await unhandledRejections(() =>
    withHttpServer(listener, (host) => use({ url: `http://${host}/score`, ...settings })),
  );
}

/** How often each record was sent. */
function counter() {
  const counts = new Map<unknown, number>();
  return {
    add(name: unknown): number {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count;
    },
    of: (name: unknown) => counts.get(name) ?? 0,
  };
}

async function collected(outcomes: AsyncIterable<Outcome>): Promise<Outcome[]> {
  const all: Outcome[] = [];
  for await (const outcome of outcomes) all.push(outcome);
  return all;
}

/** A score's value, or what else became of the record. */
function scoreOf(outcome: Outcome | undefined): unknown {
  return outcome?.kind === 'scored' ? outcome.score.value : outcome?.kind;
}

function valueFrom(outcome: Awaited<ReturnType<Model['score']>>): unknown {
  return outcome instanceof ModelError ? outcome : outcome.value;
}

async function decisionTree(): Promise<Model> {
  const entry = (await modelCatalog()).find(({ name }) => name === 'wineDecisionTree');
  if (!entry) throw new Error('there is no wineDecisionTree');
  return createModelFactory().create(await readModelDescriptor(entry));
}

async function someWines(count: number, random: CheckTools['random']): Promise<FeatureRecord[]> {
  const wines = await readWineRecords();
  return Array.from({ length: count }, () => ({ ...random.pick(wines) }));
}
