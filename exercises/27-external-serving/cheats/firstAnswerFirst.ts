import type { FeatureRecord, Score } from '@kafka-tutorial/model';

/** A service that scores a record, sent by POST as JSON: it answers with `{ "value": … }`. */
export interface ScoringService {
  readonly url: string;
  /** How many requests may be under way. */
  readonly concurrency: number;
  /** How long an answer may take. */
  readonly timeoutMs: number;
  /** How often a record is tried in all. */
  readonly attempts: number;
  /** Before the second attempt; twice as long before each further one. */
  readonly backoffMs: number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What became of a record. */
export type Outcome =
  | { readonly kind: 'scored'; readonly record: FeatureRecord; readonly score: Score }
  | { readonly kind: 'deadLettered'; readonly record: FeatureRecord; readonly reason: string };

/** The service has said no, and would say so again. */
class Refused extends Error {}

/** Scores records by a service: an outcome for each record, in the same order. */
export async function* scoreByService(
  records: AsyncIterable<FeatureRecord>,
  service: ScoringService,
): AsyncGenerator<Outcome> {
  const underWay = new Set<Promise<Outcome>>();
  const done: Outcome[] = [];
  for await (const record of records) {
    const scoring = scoreRecord(record, service);
    underWay.add(scoring);
    scoring.then((outcome) => {
      underWay.delete(scoring);
      done.push(outcome);
    });
    if (underWay.size >= service.concurrency) await Promise.race(underWay);
    yield* done.splice(0);
  }
  await Promise.all(underWay);
  yield* done;
}

/** Never rejects. */
async function scoreRecord(record: FeatureRecord, service: ScoringService): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { kind: 'scored', record, score: await ask(record, service) };
    } catch (error) {
      if (error instanceof Refused || attempt >= service.attempts) {
        return { kind: 'deadLettered', record, reason: String(error) };
      }
      await service.sleep(service.backoffMs * 2 ** (attempt - 1));
    }
  }
}

async function ask(record: FeatureRecord, { url, timeoutMs }: ScoringService): Promise<Score> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  if (response.status === 503) throw new Error('the service is busy (503)');
  if (!response.ok) throw new Refused(`the service answered ${response.status}: ${text.slice(0, 100)}`);
  return readScore(text);
}

function readScore(text: string): Score {
  const answer: unknown = JSON.parse(text);
  const value = answer && typeof answer === 'object' && 'value' in answer ? answer.value : undefined;
  if (typeof value === 'number' || typeof value === 'string') return { value };
  throw new Refused(`the answer is no score: ${text.slice(0, 100)}`);
}
