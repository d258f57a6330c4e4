import { type JournaledEvent, keptEvents, type RecoveredState } from './actorPersistence.ts';

/**
 * What of an actor a record of the state topic is about. An owner claims first, which fences the one before; then it
 * copies what that one has left, and says that it has `opened` when all of it is there.
 */
export type StatePart =
  | { readonly kind: 'claim' | 'opened' | 'snapshot' }
  | { readonly kind: 'event'; readonly sequence: number };

class TermState {
  readonly parts = new Map<string, Uint8Array>();
  readonly sequences = new Set<number>();
  damaged = false;

  get opened(): boolean {
    return this.parts.has('opened');
  }

  recover(): RecoveredState {
    const events = [...this.sequences]
      .sort((a, b) => a - b)
      .map(
        (sequence): JournaledEvent => ({
          sequence,
          bytes: this.parts.get(`event-${sequence}`) ?? Buffer.alloc(0),
        }),
      );
    return { events: events.slice(-keptEvents), snapshot: this.parts.get('snapshot'), damaged: this.damaged };
  }
}

/** The state of all actors as the records of the state topic make it, of each term that has left something. */
export class StateTable {
  readonly #actors = new Map<string, Map<number, TermState>>();

  get actors(): string[] {
    return [...this.#actors.keys()];
  }

  get latestTerm(): number {
    return Math.max(0, ...this.actors.map((actor) => this.termOf(actor)));
  }

  /** The latest term of an actor; 0 when there was none. */
  termOf(actor: string): number {
    return Math.max(0, ...this.termsOf(actor));
  }

  termsOf(actor: string): number[] {
    return [...(this.#actors.get(actor)?.keys() ?? [])];
  }

  /** The parts that a term has left. */
  partsOf(actor: string, term: number): StatePart[] {
    return [...(this.#actors.get(actor)?.get(term)?.parts.keys() ?? [])].map(parsePart);
  }

  /**
   * Takes a record.
   *
   * @param value `null` when the part was deleted, `undefined` when it cannot be read
   */
  take(actor: string, term: number, part: StatePart, value: Uint8Array | null | undefined): void {
    const terms = this.#actors.get(actor) ?? new Map<number, TermState>();
    const state = terms.get(term) ?? new TermState();
    const name = partName(part);
    if (value) {
      state.parts.set(name, value);
      if (part.kind === 'event') state.sequences.add(part.sequence);
    } else {
      state.parts.delete(name);
      if (part.kind === 'event') state.sequences.delete(part.sequence);
      if (value === undefined) state.damaged = true;
    }
    if (state.parts.size > 0 || state.damaged) terms.set(term, state);
    else terms.delete(term);
    if (terms.size > 0) this.#actors.set(actor, terms);
    else this.#actors.delete(actor);
  }

  /** What the latest owner that had all of it has left. What an earlier one writes when its term is over counts for nothing. */
  recover(actor: string): RecoveredState & { readonly term: number } {
    const opened = [...(this.#actors.get(actor) ?? [])].filter(([, state]) => state.opened);
    const [term, state] = opened.sort(([a], [b]) => b - a)[0] ?? [0, new TermState()];
    return { ...state.recover(), term };
  }
}

/** The name of a part, as it stands in keys. */
export function partName(part: StatePart): string {
  return part.kind === 'event' ? `event-${part.sequence}` : part.kind;
}

/** The part that has this name. */
export function parsePart(name: string): StatePart {
  const sequence = /^event-(\d+)$/.exec(name)?.[1];
  if (sequence !== undefined) return { kind: 'event', sequence: Number(sequence) };
  return { kind: name as 'claim' | 'opened' | 'snapshot' };
}
