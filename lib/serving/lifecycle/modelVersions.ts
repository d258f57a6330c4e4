import type { FeatureRecord } from '@kafka-tutorial/model';
import { ServingError } from '../errors.ts';
import type { LoadedModel } from '../loadModel.ts';
import { type ScoredBatch, ServedModel, type ServedModelSnapshot } from '../servedModel.ts';
import type { ModelStats } from '../view.ts';
import { type Candidate, candidateStats, combine, isGroup } from './candidate.ts';
import type { ModelRole } from './modelCommand.ts';
import type { Scorer } from './scorer.ts';

/** A model that served, and can again. */
export interface KeptModel {
  readonly name: string;
  readonly version: number;
  /** What `loadModel` takes once it is decoded. */
  readonly bytes: Uint8Array;
}

/** A served model: what it is made of, in base64, and its statistics. */
interface ServedSnapshot {
  readonly model: string;
  readonly served: ServedModelSnapshot;
}

export interface ModelVersionsSnapshot {
  readonly version: number;
  readonly stable: ServedSnapshot;
  readonly candidates: readonly (ServedSnapshot & Pick<Candidate, 'role' | 'counts'>)[];
  readonly kept: readonly { readonly name: string; readonly version: number; readonly model: string }[];
}

export interface ModelVersionsOptions {
  /** How many models that served are kept; 3. */
  readonly keep?: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now?: () => number;
}

/**
 * The models of one data type: the stable one, which serves; candidates beside it; and the last that served, for a
 * rollback. With a stable model alone, which is the rule, scoring goes straight to it.
 */
export class ModelVersions implements Scorer {
  readonly #keep: number;
  readonly #now: () => number;
  #stable: ServedModel | undefined;
  #candidates: readonly Candidate[] = [];
  #kept: readonly KeptModel[] = [];
  #version = 0;
  #scorer: Scorer | undefined;

  constructor({ keep = 3, now = Date.now }: ModelVersionsOptions = {}) {
    this.#keep = keep;
    this.#now = now;
  }

  /** The model in service. */
  get stable(): ServedModel | undefined {
    return this.#stable;
  }

  /** The last models that served, the latest first. */
  get kept(): readonly KeptModel[] {
    return this.#kept;
  }

  scoreBatch(records: readonly FeatureRecord[]): ScoredBatch | Promise<ScoredBatch> {
    if (!this.#scorer) throw new Error('there is no model yet');
    return this.#scorer.scoreBatch(records);
  }

  /**
   * Puts a model into service in a role. A stable model takes the place of the one before, and of the members that made
   * one score with it; a canary or shadow takes the place of one. Without a stable model any model is it.
   */
  put(loaded: LoadedModel, role: ModelRole): ServedModel {
    if (role.label === 'stable' || !this.#stable) return this.#putStable(loaded);
    const served = ServedModel.begin(loaded, undefined, this.#now(), this.#nextVersion());
    const makesOne = isGroup(role.label);
    this.#retire(({ role: other }) =>
      makesOne ? isGroup(other.label) && other.label !== role.label : other.label === role.label,
    );
    this.#candidates = [...this.#candidates, { served, role, counts: { compared: 0, different: 0 } }];
    this.#combine();
    return served;
  }

  /**
   * Puts the last candidate in the place of the stable model.
   *
   * @throws ServingError MODEL_CONTROL_IMPOSSIBLE without a candidate
   */
  promote(): ServedModel {
    const candidate = this.#candidates.at(-1);
    if (!candidate) throw impossible('there is no candidate to promote');
    this.#candidates = this.#candidates.filter((each) => each !== candidate);
    this.#replaceStable(candidate.served, true);
    return candidate.served;
  }

  /**
   * Takes the candidates out of service; the stable model goes on.
   *
   * @throws ServingError MODEL_CONTROL_IMPOSSIBLE without a candidate
   */
  retireCandidates(): ServedModel {
    if (!this.#stable || this.#candidates.length === 0) throw impossible('there is no candidate to retire');
    this.#retire(() => true);
    this.#combine();
    return this.#stable;
  }

  /**
   * Puts the model that served before into the place of the stable one, which is not kept: a second rollback goes
   * back further.
   *
   * @param load makes the model again
   * @throws ServingError MODEL_CONTROL_IMPOSSIBLE when no model is kept; what `load` throws, and nothing has changed then
   */
  async rollback(load: (bytes: Uint8Array) => Promise<LoadedModel>): Promise<ServedModel> {
    const [last, ...others] = this.#kept;
    if (!last) throw impossible('no earlier model is kept');
    const loaded = await load(last.bytes);
    const served = ServedModel.begin(loaded, undefined, this.#now(), this.#nextVersion());
    this.#replaceStable(served, false);
    this.#kept = others;
    return served;
  }

  stats(): ModelStats | undefined {
    const stats = this.#stable?.stats();
    if (!stats) return undefined;
    const kept = this.#kept.map(({ name, version }) => ({ name, version }));
    return { ...stats, candidates: this.#candidates.map(candidateStats), kept };
  }

  /** All that a restart needs, as plain JSON; undefined without a model. */
  snapshot(): ModelVersionsSnapshot | undefined {
    if (!this.#stable) return undefined;
    return {
      version: this.#version,
      stable: snapshotOf(this.#stable),
      candidates: this.#candidates.map(({ served, role, counts }) => ({
        ...snapshotOf(served),
        role,
        counts: { ...counts },
      })),
      kept: this.#kept.map(({ bytes, ...kept }) => ({ ...kept, model: toText(bytes) })),
    };
  }

  /**
   * Goes on where a snapshot was taken.
   *
   * @param load makes a model again of its bytes; what it throws is passed on
   */
  static async restore(
    from: ModelVersionsSnapshot,
    load: (bytes: Uint8Array) => Promise<LoadedModel>,
    options?: ModelVersionsOptions,
  ): Promise<ModelVersions> {
    const versions = new ModelVersions(options);
    const resume = async ({ model, served }: ServedSnapshot) =>
      ServedModel.resume(await load(toBytes(model)), served);
    versions.#version = from.version;
    versions.#kept = from.kept.map(({ model, ...kept }) => ({ ...kept, bytes: toBytes(model) }));
    versions.#stable = await resume(from.stable);
    for (const { role, counts, ...served } of from.candidates) {
      versions.#candidates = [
        ...versions.#candidates,
        { served: await resume(served), role, counts: { ...counts } },
      ];
    }
    versions.#combine();
    return versions;
  }

  /** Takes all models out of service. */
  close(): void {
    this.#retire(() => true);
    this.#stable?.retire();
    this.#stable = undefined;
    this.#scorer = undefined;
  }

  #putStable(loaded: LoadedModel): ServedModel {
    const served = ServedModel.begin(loaded, undefined, this.#now(), this.#nextVersion());
    this.#retire(({ role }) => isGroup(role.label));
    this.#replaceStable(served, true);
    return served;
  }

  #replaceStable(served: ServedModel, keepsOld: boolean): void {
    const old = this.#stable;
    if (old && keepsOld && this.#keep > 0) {
      const { name, model } = old.loaded;
      const kept = { name, version: old.version, bytes: model.toBytes() };
      this.#kept = [kept, ...this.#kept].slice(0, this.#keep);
    }
    this.#stable = served;
    if (old) served.follow(old, this.#now());
    this.#combine();
    old?.retire();
  }

  #retire(which: (candidate: Candidate) => boolean): void {
    const leaving = this.#candidates.filter(which);
    this.#candidates = this.#candidates.filter((candidate) => !leaving.includes(candidate));
    for (const { served } of leaving) served.retire();
  }

  #combine(): void {
    if (this.#stable) this.#scorer = combine(this.#stable, this.#candidates);
  }

  #nextVersion(): number {
    this.#version++;
    return this.#version;
  }
}

function snapshotOf(served: ServedModel): ServedSnapshot {
  return { model: toText(served.loaded.model.toBytes()), served: served.snapshot() };
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function toBytes(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

function impossible(what: string): ServingError {
  return new ServingError('MODEL_CONTROL_IMPOSSIBLE', what);
}
