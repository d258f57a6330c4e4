import { modelCatalog, readModelDescriptor } from '@kafka-tutorial/data';
import { ModelDescriptor } from '@kafka-tutorial/proto';
import { topics } from '@kafka-tutorial/serving';
import type { Message, Producer } from 'kafkajs';
import type { Clock } from './clock.ts';
import { ModelRotation } from './modelRotation.ts';

/** A model that is ready to be published. */
export interface EncodedModel {
  readonly name: string;
  readonly description: string;
  readonly dataType: string;
  /** The encoded ModelDescriptor. */
  readonly value: Buffer;
}

export interface ModelPublisherOptions {
  /** Connected by whoever made it. */
  readonly producer: Pick<Producer, 'send'>;
  readonly models: readonly EncodedModel[];
  /** Between two models, milliseconds. 0 publishes only the first of every data type. */
  readonly intervalMs: number;
  readonly clock: Clock;
  /** Called with models that Kafka has acknowledged. */
  readonly onPublished?: (model: EncodedModel) => void;
}

/** Publishes the models in rotation. */
export class ModelPublisher {
  readonly #options: ModelPublisherOptions;
  readonly #rotation: ModelRotation<EncodedModel>;

  constructor(options: ModelPublisherOptions) {
    this.#options = options;
    this.#rotation = new ModelRotation(options.models);
  }

  /** Publishes a model of every data type, so that no record has to wait for its first one. */
  async publishFirst(): Promise<void> {
    await this.#publish(this.#rotation.first());
  }

  /** Publishes the next model after each interval, until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { intervalMs, clock } = this.#options;
    if (intervalMs === 0) return;
    for (;;) {
      await clock.sleep(intervalMs, signal);
      if (signal.aborted) return;
      await this.#publish([this.#rotation.next()]);
    }
  }

  async #publish(models: readonly EncodedModel[]): Promise<void> {
    const { producer, onPublished } = this.#options;
    await producer.send({ topic: topics.models, acks: -1, messages: models.map(modelMessage) });
    for (const model of models) onPublished?.(model);
  }
}

/** The message of a model, under its data type as key. */
export function modelMessage({ dataType, value }: EncodedModel): Message {
  return { key: dataType, value };
}

/** Reads and encodes all models of the catalog, in its order. */
export async function readModels(): Promise<EncodedModel[]> {
  const entries = await modelCatalog();
  return Promise.all(
    entries.map(async (entry) => {
      const descriptor = await readModelDescriptor(entry);
      const { name, description, dataType } = entry;
      return { name, description, dataType, value: Buffer.from(ModelDescriptor.encode(descriptor).finish()) };
    }),
  );
}
