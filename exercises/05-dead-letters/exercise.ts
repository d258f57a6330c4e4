import type { Exercise } from '../exercise.ts';

export default {
  title: 'Dead letters',
  chapter: 'docs/02-libraries-and-microservices.md',
  minutes: 25,
  difficulty: 'medium',
  files: ['deadLetters.ts'],
  hints: [
    'A message for `producer.send` takes `key`, `value` and `headers`. `message.key` and `message.value` of the record are Buffers or null, and can be passed on as they are.',
    "Headers are an object of strings: `{ 'error.code': error.code, 'source.partition': String(partition), … }`. Topic and partition are in the payload, the offset is in its message.",
    "`await producer.send(…)` does both: it waits for Kafka's acknowledgement, and it throws when there is none, so that the commit below is not reached. Catch nothing there.",
    "In `eachMessage`: `if (decoded instanceof ServingError) await producer.send({ topic: 'models_dead_letters', messages: [deadLetter(payload, decoded)] }); else await handle(decoded);` and then the commit.",
  ],
  background: `The bad record costs one record and nothing more, and the headers are enough to find it, to group dead letters by reason, and to
send them again to where they came from. The workspace's is deadLetterMessage in lib/serving/messages.ts; its ResultSink publishes results and
dead letters together and marks records as done after that. Between the acknowledgement and the commit a crash is possible: then the dead
letter comes twice, and source.topic, partition and offset tell that it is the same.

A dead letter is for what will never succeed. What may succeed later, because a database is away, is tried again, as here when handle fails;
sending that aside would turn an outage into a heap of dead letters, and trade away the order of the key. Mind also what kafkajs tries again:
an error that it takes for a bug, such as protobuf's RangeError about truncated bytes, crashes the consumer at once. Kafka Streams asks a
handler in this place (DeserializationExceptionHandler): CONTINUE or FAIL.`,
  starterFails: { check: 'puts each bad record aside, as it came', because: /dead letter/ },
  cheats: [
    { file: 'asText.ts', check: 'puts each bad record aside, as it came' },
    { file: 'keyAsText.ts', check: 'puts each bad record aside, as it came' },
    { file: 'swallowsErrors.ts', check: 'loses nothing while Kafka takes no dead letters' },
    { file: 'doesNotWait.ts', check: 'loses nothing while Kafka takes no dead letters' },
    { file: 'commitsFirst.ts', check: 'loses nothing while Kafka takes no dead letters' },
    { file: 'anyFailure.ts', check: 'makes no dead letter of what only cannot be handled now' },
  ],
} satisfies Exercise;
