/** Anything that is of a data type. */
interface Typed {
  readonly dataType: string;
}

/** Gives out models so that data types take turns, and within a data type its models take turns, for ever. */
export class ModelRotation<Model extends Typed> {
  readonly #types: readonly (readonly Model[])[];
  #next: number;

  /** @throws RangeError without models */
  constructor(models: readonly Model[]) {
    if (models.length === 0) throw new RangeError('a rotation needs models');
    const types = [...new Set(models.map(({ dataType }) => dataType))];
    this.#types = types.map((type) => models.filter(({ dataType }) => dataType === type));
    this.#next = this.#types.length;
  }

  /** The first model of every data type; `next` goes on behind them. */
  first(): Model[] {
    return this.#types.map((models) => models[0] as Model);
  }

  next(): Model {
    const models = this.#types[this.#next % this.#types.length] as readonly Model[];
    const turn = Math.floor(this.#next / this.#types.length);
    this.#next++;
    return models[turn % models.length] as Model;
  }
}
