/** The entities of a model that records are compared with: clusters, or the records that it was trained on. */
export interface Entities {
  readonly ids: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  /** Whether the nearest entity has the least affinity, a distance, or the greatest, a similarity. */
  readonly nearestIsLeast: boolean;
}

/** How near one record is to each entity of a model. */
export class Affinities {
  readonly entities: Entities;
  readonly values: Float64Array;
  #ranking: readonly number[] | undefined;

  constructor(entities: Entities, values: Float64Array) {
    this.entities = entities;
    this.values = values;
  }

  /** The places of all entities, the nearest first; of equally near ones the earlier. */
  get ranking(): readonly number[] {
    const sign = this.entities.nearestIsLeast ? 1 : -1;
    const { values } = this;
    this.#ranking ??= Array.from(values.keys()).sort(
      (a, b) => sign * ((values[a] as number) - (values[b] as number)) || a - b,
    );
    return this.#ranking;
  }

  /** The affinity of an entity; of one that does not exist the worst there is. */
  of(id: string): number {
    const place = this.entities.places.get(id);
    if (place !== undefined) return this.values[place] as number;
    return this.entities.nearestIsLeast ? Number.POSITIVE_INFINITY : 0;
  }

  byId(): Map<string, number> {
    return new Map(this.entities.ids.map((id, place) => [id, this.values[place] as number]));
  }
}

export function entitiesOf(ids: readonly string[], nearestIsLeast: boolean): Entities {
  return { ids, nearestIsLeast, places: new Map(ids.map((id, index) => [id, index])) };
}
