import { ModelError } from '../errors.ts';
import type { DataType, PmmlValue } from './dataTypes.ts';
import type { OpType } from './fields/dataDictionary.ts';
import { noPrediction, type Prediction } from './prediction.ts';

/**
 * What scoring one record works on. A program has one frame, used again for every record: a value belongs to the
 * current record only when its stamp is the current epoch.
 */
export interface Frame {
  readonly values: (PmmlValue | undefined)[];
  readonly stamps: Float64Array;
  /** The lists of fields that hold lists, by the fields' places. */
  readonly lists: (readonly PmmlValue[] | undefined)[];
  readonly predictions: Prediction[];
  readonly predictionStamps: Float64Array;
  epoch: number;
}

/** Computes a value from a frame; `undefined` is a missing value. */
export type Evaluate = (frame: Frame) => PmmlValue | undefined;

/** An expression of known type, ready to run. */
export interface Compiled {
  readonly dataType: DataType;
  readonly evaluate: Evaluate;
  /** Absent where all values are valid: what is not has been refused or replaced before. */
  readonly isValid?: (value: PmmlValue) => boolean;
}

/** A field that expressions, predicates and models can refer to. */
export interface CompiledField extends Compiled {
  readonly name: string;
  readonly opType: OpType;
  /** The field's place in `Frame.values` where it holds its value from the start of a record on. */
  readonly slot?: number;
  /**
   * Says that the field is wanted as a list, and how the list is read; absent where a field cannot hold one. From then
   * on records must have a list in it.
   */
  readonly list?: () => (frame: Frame) => readonly PmmlValue[] | undefined;
  /** The field's valid values in order, which is what compares ordinal values. */
  readonly validValues?: readonly PmmlValue[];
}

export interface PredictionPlace {
  write(frame: Frame, prediction: Prediction): void;
  /** No prediction where the model has not run for this record. */
  read(frame: Frame): Prediction;
}

/** Most steps that an expression with its functions written out may take; functions that call functions multiply. */
const maxWork = 100_000;

/** Most numbers that a compiled document may hold: tables that are multiplied with each other can ask for far more. */
const maxNumbers = 20_000_000;

/** Most elementary steps that models may take for a record, where those multiply. */
const maxSteps = 200_000_000;

/** What all parts of one compiled document share: the places in the frame. */
export class Program {
  #slots = 0;
  #predictions = 0;
  #work = 0;
  #numbers = 0;
  #steps = 0;
  readonly #tasks: ((frame: Frame) => void)[] = [];

  newSlot(): number {
    this.#slots += 1;
    return this.#slots - 1;
  }

  addWork(steps: number): void {
    this.#work += steps;
    if (this.#work > maxWork) {
      throw new ModelError(
        'MODEL_TOO_LARGE',
        `The PMML expressions take more than ${maxWork} steps for a record.`,
      );
    }
  }

  /** Accounts for numbers before they are made. @throws ModelError MODEL_TOO_LARGE */
  holdNumbers(count: number): void {
    this.#numbers += count;
    if (this.#numbers > maxNumbers)
      throw new ModelError('MODEL_TOO_LARGE', `The compiled PMML model has more than ${maxNumbers} numbers.`);
  }

  /** Accounts for what every record costs. @throws ModelError MODEL_TOO_LARGE */
  takeSteps(count: number): void {
    this.#steps += count;
    if (this.#steps > maxSteps)
      throw new ModelError(
        'MODEL_TOO_LARGE',
        `The PMML model takes more than ${maxSteps} steps for a record.`,
      );
  }

  /** A field value computed at most once per record, when it is first asked for. */
  memoize(evaluate: Evaluate): Evaluate {
    const slot = this.newSlot();
    return (frame) => {
      if (frame.stamps[slot] === frame.epoch) return frame.values[slot];
      const value = evaluate(frame);
      frame.values[slot] = value;
      frame.stamps[slot] = frame.epoch;
      return value;
    };
  }

  /** A place where a model leaves its prediction for its output fields and for the models around it. */
  newPredictionPlace(): PredictionPlace {
    const place = this.#predictions;
    this.#predictions += 1;
    return {
      write(frame, prediction) {
        frame.predictions[place] = prediction;
        frame.predictionStamps[place] = frame.epoch;
      },
      read: (frame) =>
        frame.predictionStamps[place] === frame.epoch
          ? (frame.predictions[place] as Prediction)
          : noPrediction,
    };
  }

  /** Has something computed once, before the first record, when the frame is there. */
  whenReady(task: (frame: Frame) => void): void {
    this.#tasks.push(task);
  }

  newFrame(): Frame {
    const frame: Frame = {
      values: new Array(this.#slots).fill(undefined),
      lists: [],
      stamps: new Float64Array(this.#slots),
      predictions: new Array(this.#predictions).fill(noPrediction),
      predictionStamps: new Float64Array(this.#predictions),
      epoch: 0,
    };
    for (const task of this.#tasks) task(frame);
    return frame;
  }
}
