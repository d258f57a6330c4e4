/** An event of an actor's journal. */
export interface JournaledEvent {
  /** Counts the events of the actor, from 1. */
  readonly sequence: number;
  readonly bytes: Uint8Array;
}

/** What is known of an actor when it wakes up. */
export interface RecoveredState {
  /** The latest events, the oldest first; earlier ones are forgotten. */
  readonly events: readonly JournaledEvent[];
  readonly snapshot: Uint8Array | undefined;
  /** Whether something that was kept could not be read, and was set aside. */
  readonly damaged: boolean;
}

/** The state of one actor in the hands of its owner. Calls are made one after the other. */
export interface ActorJournal {
  readonly recovered: RecoveredState;
  /**
   * Adds an event. It is safe when the promise resolves, whatever happens to the process then.
   *
   * @throws ActorError ACTOR_FENCED, ACTOR_STATE_TOO_LARGE, ACTOR_STATE_UNUSABLE
   */
  append(event: Uint8Array): Promise<void>;
  /** Replaces the snapshot. Safe and failing like `append`. */
  save(snapshot: Uint8Array): Promise<void>;
}

/**
 * Where actors keep their state. An actor has one owner at a time, and each owner has its *term*: a number that is
 * greater than that of every owner before. A later owner's `open` fences the earlier ones: what they still write, if
 * they can write at all, is seen by nobody.
 */
export interface ActorPersistence {
  /**
   * Takes the state of an actor over. Who opens again with the same term goes on where it was.
   *
   * @throws ActorError ACTOR_FENCED when an owner with a greater term was here, ACTOR_STATE_UNUSABLE
   */
  open(actor: string, term: number): Promise<ActorJournal>;
  /** The actors that have state. */
  actors(): Promise<string[]>;
  /** The greatest term of any owner of any actor; 0 when there was none. */
  latestTerm(): Promise<number>;
  close(): Promise<void>;
}

/** How many events are kept: the latest, and one more in case the latest cannot be read. */
export const keptEvents = 2;
