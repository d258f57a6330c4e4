import { ActorError } from '../errors.ts';
import { type ActorJournal, keptEvents, type RecoveredState } from './actorPersistence.ts';
import type { StateLog, StateRecord } from './stateLog.ts';
import type { StatePart, StateTable } from './stateTable.ts';

export interface KafkaJournalOptions {
  readonly actor: string;
  readonly term: number;
  readonly table: StateTable;
  readonly log: StateLog;
}

/** An actor's state under the keys of its owner's term. */
export class KafkaJournal implements ActorJournal {
  readonly recovered: RecoveredState;
  readonly #options: KafkaJournalOptions;
  readonly #sequences: number[];

  private constructor(options: KafkaJournalOptions, recovered: RecoveredState) {
    this.#options = options;
    this.recovered = recovered;
    this.#sequences = recovered.events.map(({ sequence }) => sequence);
  }

  static async open(options: KafkaJournalOptions): Promise<KafkaJournal> {
    const { actor, term, table } = options;
    const claim = new KafkaJournal(options, { events: [], snapshot: undefined, damaged: false });
    await claim.#write([claim.#record({ kind: 'claim' }, Buffer.alloc(0))]);
    // All that earlier owners have acknowledged has been read by now.
    const before = table.recover(actor);
    const { events, snapshot, damaged } = before;
    const journal = new KafkaJournal(options, { events, snapshot, damaged });
    if (before.term !== term) {
      await journal.#write([
        ...events.map(({ sequence, bytes }) => journal.#record({ kind: 'event', sequence }, bytes)),
        ...(snapshot ? [journal.#record({ kind: 'snapshot' }, snapshot)] : []),
        journal.#record({ kind: 'opened' }, Buffer.alloc(0)),
      ]);
    }
    await journal.#write(journal.#tombstones());
    return journal;
  }

  async append(event: Uint8Array): Promise<void> {
    const sequence = (this.#sequences.at(-1) ?? 0) + 1;
    const forgotten = this.#sequences.slice(0, Math.max(0, this.#sequences.length + 1 - keptEvents));
    await this.#write([
      this.#record({ kind: 'event', sequence }, event),
      ...forgotten.map((old) => this.#record({ kind: 'event', sequence: old }, null)),
    ]);
    this.#sequences.push(sequence);
    this.#sequences.splice(0, forgotten.length);
  }

  save(snapshot: Uint8Array): Promise<void> {
    return this.#write([this.#record({ kind: 'snapshot' }, snapshot)]);
  }

  #tombstones(): StateRecord[] {
    const { actor, term, table } = this.#options;
    const earlier = table.termsOf(actor).filter((one) => one < term);
    return earlier.flatMap((one) =>
      table.partsOf(actor, one).map((part) => ({ actor, term: one, part, value: null })),
    );
  }

  #record(part: StatePart, value: Uint8Array | null): StateRecord {
    const { actor, term } = this.#options;
    return { actor, term, part, value };
  }

  async #write(records: readonly StateRecord[]): Promise<void> {
    const { actor, table, log, term } = this.#options;
    if (table.termOf(actor) > term) throw fenced(this.#options);
    if (records.length > 0) await log.write(records);
    // Read up to here: a later owner's claim that came before these records has been seen by now.
    if (table.termOf(actor) > term) throw fenced(this.#options);
  }
}

function fenced({ actor, term, table }: KafkaJournalOptions): ActorError {
  return new ActorError(
    'ACTOR_FENCED',
    `term ${term} of ${actor} is over: term ${table.termOf(actor)} has begun`,
  );
}
