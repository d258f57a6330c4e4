import { readWineRecords } from '@kafka-tutorial/data';
import { WineRecord } from '@kafka-tutorial/proto';
import { defineChecks, type Random } from '../checking/index.ts';
import type { Disk, Total } from './solution/wineTally.ts';

type Learner = typeof import('./solution/wineTally.ts');

/** A record as a consumer gets it. */
interface Delivery {
  readonly topic: string;
  readonly partition: number;
  readonly message: {
    readonly key: Buffer;
    readonly value: Buffer;
    readonly offset: string;
    readonly timestamp: string;
    readonly attributes: number;
    readonly headers: Record<string, never>;
  };
}

const wines = await readWineRecords();

/** Real wines, at successive offsets of a partition. */
function someWines(
  random: Random,
  count: number,
  partition = 0,
  first = 0n,
  topic = 'models_data',
): Delivery[] {
  return Array.from({ length: count }, (_, n) => {
    const value = Buffer.from(WineRecord.encode(random.pick(wines)).finish());
    const place = { offset: String(first + BigInt(n)), timestamp: '0', attributes: 0 };
    return { topic, partition, message: { key: Buffer.from('wine'), value, headers: {}, ...place } };
  });
}

/** What they sum up to when each counts once, in this order. */
function totalOf(deliveries: readonly Delivery[]): Total {
  const alcohol = deliveries.reduce((sum, { message }) => sum + WineRecord.decode(message.value).alcohol, 0);
  return { count: deliveries.length, alcohol };
}

/** A disk in memory; `beforeWrite` and `afterWrite` may throw. */
class TestDisk implements Disk {
  readonly #texts: Map<string, string>;
  writes = 0;
  beforeWrite = (_write: number): void => {};
  afterWrite = (_write: number): void => {};

  constructor(texts: ReadonlyMap<string, string> = new Map()) {
    this.#texts = new Map(texts);
  }

  async read(name: string): Promise<string | undefined> {
    return this.#texts.get(name);
  }

  async write(name: string, text: string): Promise<void> {
    this.writes++;
    this.beforeWrite(this.writes);
    this.#texts.set(name, text);
    this.afterWrite(this.writes);
  }

  /** What a new process finds. */
  afterRestart(): TestDisk {
    return new TestDisk(this.#texts);
  }

  get length(): number {
    return [...this.#texts].reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  }
}

const crash = new Error('the process has ended');

export default defineChecks<Learner>({
  'counts a record once, however often it comes': async ({ WineTally }, { equal, random }) => {
    const deliveries = someWines(random, random.integer(10, 20));
    const tally = await WineTally.open(new TestDisk());
    for (const [n, delivery] of deliveries.entries()) {
      await tally.take(delivery);
      // From a little earlier, in order, as after a rebalance.
      if (random.integer(1, 3) === 1 || n === 5) {
        for (const again of deliveries.slice(Math.max(0, n - 2), n + 1)) await tally.take(again);
      }
    }
    equal(
      tally.total(),
      totalOf(deliveries),
      'Records of one partition, some of them again. What do topic, partition and offset tell?',
    );
  },

  'knows partitions and topics apart, and offsets as numbers': async ({ WineTally }, { equal, random }) => {
    const tally = await WineTally.open(new TestDisk());
    const far = 2n ** 60n + BigInt(random.integer(0, 1000));
    const each = [
      someWines(random, 12, 0, 95n),
      someWines(random, 12, 1, 3n),
      someWines(random, 12, 0, 3n, 'other_wines'),
      someWines(random, 12, 2, far),
    ];
    const deliveries = each.flat();
    for (const delivery of deliveries) await tally.take(delivery);
    equal(
      tally.total(),
      totalOf(deliveries),
      'Four partitions with offsets of their own, and none comes again: 95 to 106, 3 to 14 twice, and some beyond 2^60.',
    );
    for (const delivery of random.shuffle(each).flat()) await tally.take(delivery);
    equal(tally.total(), totalOf(deliveries), 'All of them once more.');
  },

  'goes on after a restart, and still counts each once': async ({ WineTally }, { equal, random }) => {
    const deliveries = someWines(random, 20);
    const disk = new TestDisk();
    const first = await WineTally.open(disk);
    const done = random.integer(5, 15);
    for (const delivery of deliveries.slice(0, done)) await first.take(delivery);
    const second = await WineTally.open(disk.afterRestart());
    equal(
      second.total(),
      totalOf(deliveries.slice(0, done)),
      `${done} records were taken when the process ended.`,
    );
    for (const delivery of deliveries.slice(done - random.integer(1, 5))) await second.take(delivery);
    equal(
      second.total(),
      totalOf(deliveries),
      'Some came again, as their offset was not committed yet. Where is it kept what has been counted?',
    );
  },

  'a crash before or after any write loses nothing and counts nothing twice': async (
    { WineTally },
    { equal, random },
  ) => {
    const deliveries = someWines(random, 8);
    const undisturbed = new TestDisk();
    const reference = await WineTally.open(undisturbed);
    for (const delivery of deliveries) await reference.take(delivery);
    for (let at = 1; at <= undisturbed.writes; at++) {
      for (const moment of ['beforeWrite', 'afterWrite'] as const) {
        const disk = new TestDisk();
        disk[moment] = (write) => {
          if (write === at) throw crash;
        };
        const first = await WineTally.open(disk);
        let committed = 0;
        try {
          for (const delivery of deliveries) {
            await first.take(delivery);
            committed++;
          }
        } catch (error) {
          if (error !== crash) throw error;
        }
        const second = await WineTally.open(disk.afterRestart());
        for (const delivery of deliveries.slice(committed)) await second.take(delivery);
        equal(
          second.total(),
          totalOf(deliveries),
          `The process ended ${moment === 'beforeWrite' ? 'before' : 'after'} write ${at}, at record ${committed + 1}, which came again. What is on the disk at that moment?`,
        );
      }
    }
  },

  'a write that fails is tried again with the record': async ({ WineTally }, { equal, rejects, random }) => {
    const deliveries = someWines(random, 6);
    const disk = new TestDisk();
    const tally = await WineTally.open(disk);
    const failing = random.integer(0, 5);
    for (const [n, delivery] of deliveries.entries()) {
      if (n === failing) {
        disk.beforeWrite = () => {
          throw new Error('the disk is full');
        };
        await rejects(
          tally.take(delivery),
          /the disk is full/,
          'The consumer must know, or it would commit the offset.',
        );
        disk.beforeWrite = () => {};
      }
      await tally.take(delivery);
    }
    equal(
      tally.total(),
      totalOf(deliveries),
      `The write for record ${failing + 1} failed, and the record came again to the same process.`,
    );
  },

  'remembers an offset for each partition, not all records': async ({ WineTally }, { that, random }) => {
    const disk = new TestDisk();
    const tally = await WineTally.open(disk);
    for (let partition = 0; partition < 4; partition++) {
      for (const delivery of someWines(random, 250, partition)) await tally.take(delivery);
    }
    that(
      disk.length < 2000,
      `${disk.length} characters are on the disk for 1000 records of 4 partitions`,
      'Records of a partition come in order. How little must be known to recognise one that was there?',
    );
  },
});
