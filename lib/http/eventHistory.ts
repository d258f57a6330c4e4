import type { ServingEvent } from '@kafka-tutorial/serving';

/** An event as it is sent: `text` is its block of the event stream, with name, id and data. */
export interface RecordedEvent {
  readonly sequence: number;
  readonly type: ServingEvent['type'];
  readonly text: string;
}

/** How many events of each type are kept: five minutes of statistics, the switches in them, a table of records. */
const kept: Readonly<Record<ServingEvent['type'], number>> = { statistics: 300, model: 100, scored: 20 };

/** Names and messages come from whoever publishes a model: what is kept of them is bounded, in characters. */
const longestString = 500;

/** The latest events, for a page that is opened late or comes back. */
export class EventHistory {
  readonly #run: string;
  readonly #events: Record<ServingEvent['type'], RecordedEvent[]> = { statistics: [], model: [], scored: [] };
  #sequence = 0;

  /** @param run names this run of the server, so that ids of an earlier one are not taken for its own */
  constructor(run: string) {
    this.#run = run;
  }

  /** Numbers an event and keeps it. */
  record(event: ServingEvent): RecordedEvent {
    const sequence = ++this.#sequence;
    const data = JSON.stringify(event, (_key, value: unknown) =>
      typeof value === 'string' && value.length > longestString ? `${value.slice(0, longestString)}…` : value,
    );
    const text = `event: ${event.type}\nid: ${this.#run}-${sequence}\ndata: ${data}\n\n`;
    const recorded = { sequence, type: event.type, text };
    const events = this.#events[event.type];
    events.push(recorded);
    if (events.length > kept[event.type]) events.shift();
    return recorded;
  }

  /**
   * The events that are kept, in order.
   *
   * @param lastEventId the last one that the client has seen: only later ones are given, if it is of this run
   */
  after(lastEventId?: string): RecordedEvent[] {
    const [run, sequence] = lastEventId?.split('-') ?? [];
    const seen = run === this.#run ? Number(sequence) || 0 : 0;
    return Object.values(this.#events)
      .flat()
      .filter((event) => event.sequence > seen)
      .sort((a, b) => a.sequence - b.sequence);
  }
}
