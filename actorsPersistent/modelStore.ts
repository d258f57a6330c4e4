import type { ActorJournal } from '@kafka-tutorial/actors';
import type { ModelFactory } from '@kafka-tutorial/model';
import {
  decodeModelDescriptor,
  type InputRecord,
  type LoadedModel,
  loadModel,
  type ModelStats,
  ServedModel,
  type ServedModelSnapshot,
} from '@kafka-tutorial/serving';
import { decodeModelEvent, encodeModelEvent, type ModelEvent } from './modelEvent.ts';

/** What a store needs. */
export interface ModelStoreOptions {
  readonly journal: ActorJournal;
  readonly factory: ModelFactory;
  /** Called when kept state is there and cannot be used: what was wrong with it. */
  readonly onUnusable?: (error: Error) => void;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now?: () => number;
}

/** The model in service of one data type, kept over restarts: an event for each model, a snapshot of its statistics. */
export class ModelStore {
  readonly #options: ModelStoreOptions;
  #served: ServedModel | undefined;
  // The last model taken from each partition of the models topic: what is read again is not taken again.
  #positions: Record<string, string> = {};
  #savedUsage: number | undefined;

  constructor(options: ModelStoreOptions) {
    this.#options = options;
  }

  get served(): ServedModel | undefined {
    return this.#served;
  }

  /** Goes on with the latest event that can be used, and with its statistics. */
  async recover(): Promise<void> {
    const { journal, factory, onUnusable } = this.#options;
    const { events, snapshot } = journal.recovered;
    for (const { bytes } of events.toReversed()) {
      try {
        const event = decodeModelEvent(bytes);
        const loaded = await loadModel(decodeModelDescriptor(Buffer.from(event.model)), factory);
        this.#served = resume(loaded, statisticsFor(event, snapshot));
        this.#positions = event.positions;
        return;
      } catch (error) {
        onUnusable?.(error as Error);
      }
    }
  }

  /** Whether a model from this place of the models topic is one that was taken before. */
  has({ partition, message }: InputRecord): boolean {
    const position = this.#positions[partition];
    return position !== undefined && BigInt(message.offset) <= BigInt(position);
  }

  /** Puts a model into service: first into the journal, then before the next record. Throws what the journal throws. */
  async swap(loaded: LoadedModel, { partition, message }: InputRecord): Promise<ServedModel> {
    const { journal, now = Date.now } = this.#options;
    const before = this.#served;
    const served = ServedModel.begin(loaded, before, now());
    const positions = { ...this.#positions, [partition]: message.offset };
    const event = { model: loaded.model.toBytes(), statistics: served.snapshot(), positions };
    await journal.append(encodeModelEvent(event));
    this.#served = served;
    this.#positions = positions;
    before?.retire();
    return served;
  }

  /** Keeps the statistics, if anything was scored since the last time. */
  async save(): Promise<void> {
    const served = this.#served;
    if (!served) return;
    const statistics = served.snapshot();
    if (statistics.times.usage === this.#savedUsage) return;
    await this.#options.journal.save(Buffer.from(JSON.stringify(statistics)));
    this.#savedUsage = statistics.times.usage;
  }

  stats(): ModelStats | undefined {
    return this.#served?.stats();
  }

  /** Takes the model out of service. */
  close(): void {
    this.#served?.retire();
    this.#served = undefined;
  }
}

/** The snapshot is of the model before when its writer died between the event and the next snapshot. */
function statisticsFor(event: ModelEvent, snapshot: Uint8Array | undefined): ServedModelSnapshot {
  if (!snapshot) return event.statistics;
  const saved = JSON.parse(Buffer.from(snapshot).toString()) as ServedModelSnapshot;
  return saved.version === event.statistics.version ? saved : event.statistics;
}

function resume(loaded: LoadedModel, statistics: ServedModelSnapshot): ServedModel {
  try {
    return ServedModel.resume(loaded, statistics);
  } catch (error) {
    loaded.model.cleanup();
    throw error;
  }
}
