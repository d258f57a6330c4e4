import { Writable } from 'node:stream';
import type { Inlet, Outcome } from '@kafka-tutorial/serving';

const answerMs = 10_000;

/**
 * Posts scores to a URL as JSON, an array of whatever has gathered. The next request waits for the answer to the one
 * before: a slow receiver slows the stream. An answer that is not a success fails the stream.
 */
export function webhookSink(url: string): Inlet<Outcome> {
  return new Writable({
    objectMode: true,
    highWaterMark: 100,
    writev(chunks, callback) {
      const scores = chunks.flatMap(({ chunk }) => asJson(chunk as Outcome));
      post(url, scores).then(() => callback(), callback);
    },
  });
}

function asJson(outcome: Outcome): object[] {
  if (outcome.kind !== 'scored') return [];
  const { input, dataType, score, served } = outcome;
  const position = Number(input.message.offset);
  return [
    { position, dataType: dataType.name, ...score, model: served.loaded.name, version: served.version },
  ];
}

async function post(url: string, scores: readonly object[]): Promise<void> {
  if (scores.length === 0) return;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scores),
    signal: AbortSignal.timeout(answerMs),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status} to ${scores.length} scores`);
}
