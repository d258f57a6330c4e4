import type { Exercise } from '../exercise.ts';

export default {
  title: 'External serving',
  chapter: 'docs/12-production.md',
  minutes: 40,
  difficulty: 'medium',
  files: ['scoreByService.ts'],
  hints: [
    'Separate three things: asking once, trying until there is an outcome, and having several under way. Each is a function of a few lines.',
    'A list of promises in the order of the records keeps the order by itself: push the newest, wait for the oldest. Its length is the number under way.',
    '`AbortSignal.timeout(ms)` ends a fetch with an error; it covers the reading of the body, too. `fetch` does not reject for status 503 or 400: look at `response.status`.',
    'In a loop over attempts, `return` the score in `try`; in `catch`, return the dead letter if that was the last attempt or an error of a class of your own for refusals, and otherwise sleep and go round.',
  ],
  background: `Akka Streams calls this operator mapAsync, and Node's Readable has it as \`map(fn, { concurrency })\`, which is still
experimental. Order costs something: while the oldest request is slow, the others are done and wait. Without order
(mapAsyncUnordered) throughput is better, and offsets can be committed only up to the oldest record that is not done.

Retries multiply the load of a service that is overloaded already: hence the limit, the growing pause (add some chance to it, so
that clients do not return all at once), and, for longer outages, a circuit breaker. A retried request may have been carried out
the first time: for scoring that does no harm. Pausing the partition instead of a dead letter would be right where no record may
be left out. customStage/connectors/webhookSink.ts sends whole batches, which is the cheapest concurrency of all.`,
  starterFails: { check: 'has as many requests under way as it may', because: /at most 1 request/ },
  cheats: [
    { file: 'allAtOnce.ts', check: 'has as many requests under way as it may' },
    { file: 'firstAnswerFirst.ts', check: 'keeps the order of the records' },
    { file: 'throwsInstead.ts', check: 'makes a dead letter of what cannot be scored' },
    { file: 'swallowedError.ts', check: 'makes a dead letter of what cannot be scored' },
    { file: 'repeatsEverything.ts', check: 'makes a dead letter of what cannot be scored' },
    { file: 'noPause.ts', check: 'tries again while the service is busy, up to the limit' },
    { file: 'waitsForever.ts', check: 'does not wait for an answer that takes too long' },
  ],
} satisfies Exercise;
