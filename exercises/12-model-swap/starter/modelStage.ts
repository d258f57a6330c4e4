import { Transform, type TransformCallback, Writable } from 'node:stream';
import {
  type FeatureRecord,
  ModelError,
  type ModelFactory,
  type Score,
  type ScoreOutcome,
} from '@kafka-tutorial/model';
import type { ModelDescriptor } from '@kafka-tutorial/proto';
import { type LoadedModel, loadModel, type Reason, reasonOf } from '@kafka-tutorial/serving';

/** What became of a record or a model. */
export type Outcome =
  | { readonly kind: 'scored'; readonly record: FeatureRecord; readonly score: Score; readonly model: string }
  | { readonly kind: 'skipped'; readonly record: FeatureRecord }
  | { readonly kind: 'deadLettered'; readonly record: FeatureRecord; readonly reason: Reason }
  | { readonly kind: 'modelAccepted'; readonly model: string }
  | { readonly kind: 'modelRejected'; readonly model: string; readonly reason: Reason };

/** Scores records with the latest good model: FeatureRecords come in, models at an inlet of their own; outcomes go out. */
export class ModelStage extends Transform {
  /** The inlet of models, which are ModelDescriptors. */
  readonly models: Writable;
  /** How many records came before the first model. */
  skipped = 0;
  #served: ServedModel | undefined;

  constructor(factory: ModelFactory) {
    super({ objectMode: true });
    this.models = new Writable({
      objectMode: true,
      write: (descriptor: ModelDescriptor, _encoding, callback) => {
        this.#take(descriptor, factory).then((outcome) => {
          if (!this.models.destroyed) this.push(outcome);
          callback();
        }, callback);
      },
      destroy: (error, callback) => {
        if (error) this.destroy(error);
        callback(null);
      },
    });
  }

  override _transform(record: FeatureRecord, _encoding: BufferEncoding, callback: TransformCallback): void {
    this.#score(record).then((outcome) => callback(null, outcome), callback);
  }

  override _flush(callback: TransformCallback): void {
    // Nobody needs a model after the last record.
    this.models.destroy();
    callback();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.models.destroy();
    // Exercise: the last model has no successor that cleans it up.
    callback(error);
  }

  async #score(record: FeatureRecord): Promise<Outcome> {
    const served = this.#served;
    try {
      // Exercise: nothing is wrong with a record that only came too early.
      if (!served) throw new Error('there is no model');
      const score = await served.score(record);
      if (score instanceof ModelError) throw score;
      return { kind: 'scored', record, score, model: served.loaded.name };
    } catch (error) {
      return { kind: 'deadLettered', record, reason: reasonOf(error) };
    }
  }

  async #take(descriptor: ModelDescriptor, factory: ModelFactory): Promise<Outcome> {
    // Exercise: who scores while the new model is being loaded? And what if it is no good?
    this.#served?.retire();
    this.#served = new ServedModel(await loadModel(descriptor, factory));
    return { kind: 'modelAccepted', model: descriptor.name };
  }
}

/** A model in service, which is cleaned up after its last use. */
class ServedModel {
  readonly loaded: LoadedModel;

  constructor(loaded: LoadedModel) {
    this.loaded = loaded;
  }

  async score(record: FeatureRecord): Promise<ScoreOutcome> {
    return this.loaded.model.score(record);
  }

  retire(): void {
    // Exercise: this may be while a score is in flight.
    this.loaded.model.cleanup();
  }
}
