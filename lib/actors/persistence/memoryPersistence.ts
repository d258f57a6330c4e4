import { ActorError } from '../errors.ts';
import { type ActorPersistence, keptEvents, type RecoveredState } from './actorPersistence.ts';

interface Kept extends RecoveredState {
  readonly term: number;
}

/** Keeps state in the memory of this process: for tests, and for actors that need not outlive it. */
export function memoryPersistence(): ActorPersistence {
  const states = new Map<string, Kept>();
  const heldBy = (actor: string, term: number): Kept => {
    const kept = states.get(actor) ?? { term: 0, events: [], snapshot: undefined, damaged: false };
    if (kept.term <= term) return kept;
    throw new ActorError('ACTOR_FENCED', `term ${term} of ${actor} is over: term ${kept.term} has begun`);
  };
  const change = (actor: string, term: number, state: Partial<RecoveredState>) => {
    states.set(actor, { ...heldBy(actor, term), ...state, term });
  };
  return {
    async open(actor, term) {
      change(actor, term, {});
      const { events, snapshot, damaged } = heldBy(actor, term);
      return {
        recovered: { events, snapshot, damaged },
        async append(event) {
          const { events: before } = heldBy(actor, term);
          const next = { sequence: (before.at(-1)?.sequence ?? 0) + 1, bytes: Buffer.from(event) };
          change(actor, term, { events: [...before, next].slice(-keptEvents) });
        },
        save: async (bytes) => change(actor, term, { snapshot: Buffer.from(bytes) }),
      };
    },
    actors: async () => [...states.keys()],
    latestTerm: async () => Math.max(0, ...[...states.values()].map(({ term }) => term)),
    close: async () => {},
  };
}
