import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Consumer, KafkaMessage } from 'kafkajs';
import { type Broker, withBroker } from '../checking/broker.ts';
import { defineChecks, type Random } from '../checking/index.ts';

type Learner = typeof import('./solution/backPressure.ts');

const topic = 'fast';
const partitions = 3;

/** Takes one record after the other, each as soon as it is let. */
class SlowSink<T> extends Writable {
  readonly taken: T[] = [];
  mostWaiting = 0;
  readonly #beforeEach: () => Promise<unknown>;

  constructor(highWaterMark: number, beforeEach: () => Promise<unknown> = () => setImmediate()) {
    super({ objectMode: true, highWaterMark });
    this.#beforeEach = beforeEach;
  }

  override write(...written: [chunk: unknown]): boolean {
    const more = super.write(...written);
    this.mostWaiting = Math.max(this.mostWaiting, this.writableLength);
    return more;
  }

  override _write(record: T, _encoding: string, callback: (error?: Error) => void): void {
    this.#beforeEach().then(() => {
      this.taken.push(record);
      callback();
    }, callback);
  }
}

/** Opens once, for all who wait. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const someMessages = (random: Random) =>
  Array.from({ length: 60 }, (_, i) => ({ partition: i % partitions, value: `${random.word()}-${i}` }));

interface Written {
  readonly partition: number;
  readonly message: KafkaMessage;
}

/** Runs `feed` on a topic that holds the messages; the sink takes nothing until the check opens it. */
async function withFeed<T>(
  { feed }: Learner,
  highWaterMark: number,
  messages: Parameters<Broker['produce']>[1],
  use: (feeding: { sink: SlowSink<Written>; consumer: Consumer; open: () => void }) => Promise<T>,
): Promise<T> {
  return withBroker(async ({ kafka, createTopic, produce }) => {
    await createTopic(topic, partitions);
    await produce(topic, messages);
    const { opened, open } = gate();
    const sink = new SlowSink<Written>(highWaterMark, () => opened);
    const consumer = kafka.consumer({ groupId: 'slow' });
    await consumer.connect();
    try {
      await feed(consumer, topic, sink);
      return await use({ sink, consumer, open });
    } finally {
      open();
      await consumer.disconnect();
    }
  });
}

export default defineChecks<Learner>({
  'move never fills the sink beyond its highWaterMark': async ({ move }, { that, within, random }) => {
    const highWaterMark = random.integer(4, 16);
    const sink = new SlowSink<number>(highWaterMark);
    const moving = move(numbersTo(500), sink);
    await within(
      moving,
      'What does `move` wait for? After `end` a sink emits `finish`, before that only `drain`.',
    );
    that(
      sink.mostWaiting <= highWaterMark,
      `${sink.mostWaiting} records were in a sink with a highWaterMark of ${highWaterMark}`,
      'What does `sink.write` return, and who looks at it?',
    );
  },

  'move resolves when the sink has taken everything, in order': async (
    { move },
    { that, equal, within, random },
  ) => {
    const count = random.integer(50, 100);
    const sink = new SlowSink<number>(8);
    await within(move(numbersTo(count), sink), 'What does `move` wait for?');
    equal(
      sink.taken,
      Array.from({ length: count }, (_, n) => n),
      'What the sink had taken when `move` resolved. Is the last record in it?',
    );
    that(
      sink.writableFinished,
      'the sink has not finished',
      'After the last record the sink is to be ended.',
    );
  },

  'move fails when the sink fails': async ({ move }, { that, rejects, within, random }) => {
    const reason = `no room for ${random.word()}`;
    let left = random.integer(3, 20);
    const sink = new SlowSink<number>(4, async () => {
      if (left-- === 0) throw new Error(reason);
    });
    sink.on('error', () => {});
    let closed = false;
    const moving = move(
      (async function* () {
        try {
          yield* numbersTo(1000);
        } finally {
          closed = true;
        }
      })(),
      sink,
    );
    await within(
      rejects(moving, new RegExp(reason), 'The sink failed. Who tells the caller?'),
      'The sink failed, and emits neither `drain` nor `finish` any more. What does `move` wait for?',
    );
    that(
      closed,
      'the source is still open',
      'When the sink fails, the source is to be closed: nobody reads on.',
    );
  },

  'move fails when the source fails': async ({ move }, { that, rejects, within, random }) => {
    const reason = `${random.word()} is away`;
    const sink = new SlowSink<number>(4);
    sink.on('error', () => {});
    const moving = move(
      (async function* () {
        yield* numbersTo(random.integer(3, 20));
        throw new Error(reason);
      })(),
      sink,
    );
    await within(
      rejects(moving, new RegExp(reason), 'The source failed. Who tells the caller?'),
      'The source failed. What does `move` wait for?',
    );
    that(
      sink.destroyed && !sink.writableFinished,
      sink.writableFinished ? 'the sink has finished, as after a complete source' : 'the sink is still open',
      'Half of the records must not look like all of them: the sink is to be destroyed, and not ended.',
    );
  },

  'feed never fills the sink beyond its highWaterMark': (learner, { that, until, random }) => {
    const highWaterMark = random.integer(3, 8);
    return withFeed(learner, highWaterMark, someMessages(random), async ({ sink, consumer, open }) => {
      await until(
        () => sink.mostWaiting >= highWaterMark,
        'Are the records of the topic written to the sink?',
      );
      let fetches = 0;
      consumer.on(consumer.events.FETCH_START, () => fetches++);
      // A handler that waits instead of returning keeps from further fetches.
      const enough = Date.now() + 400;
      await until(() => fetches > 1 || Date.now() > enough, 'The sink is full.');
      open();
      await until(
        () => sink.mostWaiting > highWaterMark || sink.taken.length > 2 * highWaterMark,
        'The sink has room again. Is the consumer resumed at `drain`?',
      );
      that(
        sink.mostWaiting <= highWaterMark,
        `${sink.mostWaiting} records were in a sink with a highWaterMark of ${highWaterMark}`,
        'After `write` has returned false, no record may be written until `drain`: not the rest of the batch, and not the batch of another partition that was fetched before the pause.',
      );
    });
  },

  'feed sends heartbeats while it waits': (learner, { until, random }) => {
    const highWaterMark = random.integer(3, 8);
    return withFeed(learner, highWaterMark, someMessages(random), async ({ sink, consumer }) => {
      await until(
        () => sink.mostWaiting >= highWaterMark,
        'Are the records of the topic written to the sink?',
      );
      let heartbeats = 0;
      consumer.on(consumer.events.HEARTBEAT, () => heartbeats++);
      await until(
        () => heartbeats >= 3,
        'The sink is full for a long time, and the consumer sends no heartbeats. Does `eachBatch` return?',
      );
    });
  },

  'feed goes on when there is room, and loses nothing': (learner, { equal, until, random }) => {
    const highWaterMark = random.integer(6, 12);
    const messages = someMessages(random);
    return withFeed(learner, highWaterMark, messages, async ({ sink, open }) => {
      await until(
        () => sink.mostWaiting >= highWaterMark,
        'Are the records of the topic written to the sink?',
      );
      open();
      const values = (partition: number) =>
        sink.taken.filter((each) => each.partition === partition).map(({ message }) => String(message.value));
      const expected = (partition: number) =>
        messages.filter((each) => each.partition === partition).map(({ value }) => value);
      await until(
        () => [0, 1, 2].every((partition) => values(partition).at(-1) === expected(partition).at(-1)),
        'The sink has room again and takes all it gets, and the last records do not come. Is the consumer resumed? Are the records that were left out fetched again?',
      );
      for (const partition of [0, 1, 2])
        equal(
          values(partition),
          expected(partition),
          `The records of partition ${partition}. Which ones are resolved without being written, or written without being resolved?`,
        );
    });
  },
});

async function* numbersTo(end: number): AsyncGenerator<number> {
  for (let n = 0; n < end; n++) yield n;
}
