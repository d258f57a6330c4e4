import type { EncodedModel } from './modelPublisher.ts';
import type { RecordMessage } from './recordCycle.ts';

/** What the client has published of a data type. */
export interface PublishedOfType {
  records: number;
  models: number;
  /** The name of the latest model. */
  model: string | undefined;
}

/** Counts what has been published, by data type. */
export class ClientState {
  readonly byType: Record<string, PublishedOfType> = {};

  observeRecords(messages: readonly RecordMessage[]): void {
    for (const { key } of messages) this.#of(key).records++;
  }

  observeModel({ name, dataType }: EncodedModel): void {
    const published = this.#of(dataType);
    published.models++;
    published.model = name;
  }

  get records(): number {
    return Object.values(this.byType).reduce((sum, { records }) => sum + records, 0);
  }

  #of(dataType: string): PublishedOfType {
    this.byType[dataType] ??= { records: 0, models: 0, model: undefined };
    return this.byType[dataType];
  }
}
