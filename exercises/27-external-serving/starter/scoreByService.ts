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

/** Scores records by a service: an outcome for each record, in the same order. */
export async function* scoreByService(
  records: AsyncIterable<FeatureRecord>,
  service: ScoringService,
): AsyncGenerator<Outcome> {
  // Exercise: have several requests under way, and give their outcomes in the order of the records all the same.
  for await (const record of records) yield scoreRecord(record, service);
}

async function scoreRecord(record: FeatureRecord, service: ScoringService): Promise<Outcome> {
  // Exercise: try again what may pass. What cannot be scored is a dead letter, not an exception.
  return { kind: 'scored', record, score: await ask(record, service) };
}

async function ask(record: FeatureRecord, { url }: ScoringService): Promise<Score> {
  // Exercise: an answer may take too long, it may be 503 or another status, and it may be no score.
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
  });
  const { value } = (await response.json()) as Score;
  return { value };
}
