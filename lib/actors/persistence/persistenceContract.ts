import type { Logger } from '@kafka-tutorial/util';
import { afterEach, describe, expect, it } from 'vitest';
import type { ActorJournal, ActorPersistence } from './actorPersistence.ts';

/** What a test does with a place where state is kept. */
export interface PersistenceUnderTest {
  /** Opens the same place again, as another process would. */
  readonly open: (logger: Logger) => Promise<ActorPersistence>;
}

const bytes = (text: string) => Buffer.from(text);
const texts = ({ recovered }: ActorJournal) =>
  recovered.events.map((event) => Buffer.from(event.bytes).toString());
const snapshotOf = ({ recovered }: ActorJournal) =>
  recovered.snapshot && Buffer.from(recovered.snapshot).toString();

/** What every place for actors' state promises. `prepare` makes one that is empty. */
export function describePersistence(name: string, prepare: () => Promise<PersistenceUnderTest>): void {
  describe(`${name} as a place for actors’ state`, () => {
    const opened: ActorPersistence[] = [];
    const logger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
    const places = async () => {
      const place = await prepare();
      return async () => {
        const persistence = await place.open(logger);
        opened.push(persistence);
        return persistence;
      };
    };
    afterEach(async () => {
      for (const persistence of opened.splice(0)) await persistence.close();
    });

    it('is empty at first', async () => {
      const persistence = await (await places())();
      expect(await persistence.actors()).toEqual([]);
      expect(await persistence.latestTerm()).toBe(0);
      const { recovered } = await persistence.open('wine', 1);
      expect(recovered).toEqual({ events: [], snapshot: undefined, damaged: false });
    });

    it('gives an actor back what it kept, after a restart and to a later owner', async () => {
      const place = await places();
      const journal = await (await place()).open('wine', 1);
      await journal.append(bytes('first model'));
      await journal.save(bytes('used 10 times'));
      await journal.save(bytes('used 20 times'));
      for (const term of [1, 2, 7]) {
        const again = await (await place()).open('wine', term);
        expect(texts(again)).toEqual(['first model']);
        expect(snapshotOf(again)).toBe('used 20 times');
        expect(again.recovered.damaged).toBe(false);
      }
      expect(await (await place()).latestTerm()).toBe(7);
    });

    it('counts events on, and keeps the latest two', async () => {
      const place = await places();
      const journal = await (await place()).open('wine', 1);
      for (const event of ['a', 'b', 'c']) await journal.append(bytes(event));
      const again = await (await place()).open('wine', 2);
      expect(again.recovered.events.map(({ sequence }) => sequence)).toEqual([2, 3]);
      await again.append(bytes('d'));
      expect(texts(await (await place()).open('wine', 3))).toEqual(['c', 'd']);
    });

    it('keeps actors apart', async () => {
      const place = await places();
      const persistence = await place();
      await (await persistence.open('wine', 1)).append(bytes('of wine'));
      await (await persistence.open('penguins', 4)).append(bytes('of penguins'));
      const again = await place();
      expect((await again.actors()).sort()).toEqual(['penguins', 'wine']);
      expect(await again.latestTerm()).toBe(4);
      expect(texts(await again.open('wine', 5))).toEqual(['of wine']);
    });

    it('keeps bytes as they are, none and many', async () => {
      const place = await places();
      const journal = await (await place()).open('wine', 1);
      const many = Buffer.alloc(300_000, Buffer.from([0, 255, 10, 13, 7]));
      await journal.append(Buffer.alloc(0));
      await journal.append(many);
      const { recovered } = await (await place()).open('wine', 2);
      expect(recovered.events.map((event) => Buffer.compare(event.bytes, many))).toEqual([-1, 0]);
    });

    it('fences an owner when a later one has opened', async () => {
      const place = await places();
      const early = await (await place()).open('wine', 3);
      await early.append(bytes('by the early one'));
      const late = await (await place()).open('wine', 4);
      await late.append(bytes('by the late one'));
      await expect(early.append(bytes('too late'))).rejects.toMatchObject({ code: 'ACTOR_FENCED' });
      await expect(early.save(bytes('too late'))).rejects.toMatchObject({ code: 'ACTOR_FENCED' });
      await expect((await place()).open('wine', 3)).rejects.toMatchObject({ code: 'ACTOR_FENCED' });
      const next = await (await place()).open('wine', 5);
      expect(texts(next)).toEqual(['by the early one', 'by the late one']);
      expect(snapshotOf(next)).toBeUndefined();
    });
  });
}
