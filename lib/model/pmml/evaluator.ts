import { ModelError } from '../errors.ts';
import { type DataType, formatValue, isNumeric, type PmmlValue } from './dataTypes.ts';
import type { PmmlDocument } from './document.ts';
import { compileReader, declareInputs, type InputField } from './inputs.ts';
import { compileModel } from './models/compileModel.ts';
import type { CompiledModel, FunctionName } from './models/model.ts';
import { type Prediction, probabilitiesByLabel } from './prediction.ts';
import { type Frame, Program } from './program.ts';
import { Scope } from './scope.ts';
import { declareDerivedField } from './transformations/derivedField.ts';
import { verifyModel } from './verification/verifyModel.ts';

/** A result as it leaves the evaluator: numbers and booleans as such, everything else as text. */
export type ResultValue = number | string | boolean | null;

/** All that a model says of one record; `null` is a missing result. */
export interface PmmlResult {
  /** The target's value; for `selectAll` the values of all segments. */
  readonly value: ResultValue | readonly ResultValue[];
  /** The output fields in order; those of a selected segment come first. */
  readonly outputs: ReadonlyMap<string, ResultValue | readonly ResultValue[]>;
  readonly probabilities?: Readonly<Record<string, number>>;
  readonly entityId?: string;
  /** How near the clusters or training records are, by id. */
  readonly affinities?: ReadonlyMap<string, number>;
}

/** A record by field name. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * Scores records with a PMML document (PMML 4.4 of the Data Mining Group). It keeps one frame for all records:
 * scoring is synchronous and makes no objects but results.
 */
export class PmmlEvaluator {
  readonly inputFields: readonly InputField[];
  /** The name of the field that is predicted, where the model names it. */
  readonly targetField: string | undefined;
  readonly #read: ReturnType<typeof compileReader>;
  readonly #model: CompiledModel;
  readonly #frame: Frame;

  /**
   * @param match the names by which records hold the input fields, where they differ from the model's
   * @throws ModelError MODEL_UNSUPPORTED, MODEL_CORRUPT, MODEL_TOO_LARGE, MODEL_VERIFICATION_FAILED, and what `match` throws
   */
  constructor(
    document: PmmlDocument,
    match?: (inputs: readonly InputField[]) => ReadonlyMap<string, string>,
  ) {
    const program = new Program();
    const inputScope = new Scope(program, document.transformations.functions);
    const inputs = declareInputs(document, inputScope);
    const names = match?.(inputs);
    this.inputFields = inputs;
    const dictionary = new Scope(program, document.transformations.functions, inputScope);
    for (const field of document.transformations.fields) declareDerivedField(field, dictionary);
    try {
      this.#model = compileModel(document.model, {
        dataDictionary: document.dataDictionary,
        dictionary,
        outer: dictionary,
        target: undefined,
        keepsPrediction: false,
      });
    } catch (error) {
      // Fields that are defined by fields, thousands deep, run out of stack.
      if (!(error instanceof RangeError)) throw error;
      throw new ModelError('MODEL_TOO_LARGE', 'The PMML expressions are nested too deeply.', {
        cause: error,
      });
    }
    this.#read = compileReader(inputs, (name) => names?.get(name) ?? name);
    this.#frame = program.newFrame();
    this.targetField = this.#model.targetField;
    const { verification } = document.model.frame;
    if (verification === undefined) return;
    // The document names fields as the model does, whatever the records call them.
    const read = compileReader(inputs, (name) => name);
    verifyModel(verification, this.targetField, (record) => this.#resultOf(this.#predict(record, read)));
  }

  /** What the model is asked for. */
  get functionName(): FunctionName {
    return this.#model.functionName;
  }

  /** The data type of what is predicted. */
  get targetType(): DataType {
    return this.#model.targetType;
  }

  /** @throws ModelError RECORD_INVALID or SCORING_FAILED */
  evaluate(record: Arguments): PmmlResult {
    return this.#resultOf(this.predict(record));
  }

  #resultOf(prediction: Prediction): PmmlResult {
    const outputs = new Map<string, ResultValue | readonly ResultValue[]>();
    try {
      this.#addOutputs(this.#model, outputs);
    } catch (error) {
      throw asScoringError(error);
    }
    const { targetType } = this.#model;
    const { value, all, distribution, entityId, affinities } = prediction;
    return {
      value:
        all === undefined ? resultValue(targetType, value) : all.map((each) => resultValue(targetType, each)),
      outputs,
      ...(distribution === undefined
        ? {}
        : { probabilities: probabilitiesByLabel(distribution, targetType) }),
      ...(entityId === undefined ? {} : { entityId }),
      ...(affinities === undefined ? {} : { affinities: affinities.byId() }),
    };
  }

  /** The prediction without output fields, for those who only want to know the target's value. */
  predict(record: Arguments): Prediction {
    return this.#predict(record, this.#read);
  }

  #predict(record: Arguments, read: ReturnType<typeof compileReader>): Prediction {
    const frame = this.#frame;
    frame.epoch += 1;
    try {
      read(record, frame);
      return this.#model.predict(frame);
    } catch (error) {
      throw asScoringError(error);
    }
  }

  #addOutputs(model: CompiledModel, outputs: Map<string, ResultValue | readonly ResultValue[]>): void {
    for (const part of model.scorer.selected?.() ?? []) {
      const { targetField, targetType } = part;
      if (model.scorer.hasSeveralTargets && targetField !== undefined)
        outputs.set(targetField, resultValue(targetType, part.last(this.#frame).value));
      this.#addOutputs(part, outputs);
    }
    for (const { name, dataType, evaluate } of model.outputs) {
      const value = evaluate(this.#frame);
      outputs.set(
        name,
        typeof value === 'object'
          ? value.map((each) => resultValue(dataType, each))
          : resultValue(dataType, value),
      );
    }
  }
}

export function resultValue(type: DataType, value: PmmlValue | undefined): ResultValue {
  if (value === undefined) return null;
  return isNumeric(type) || typeof value !== 'number' ? value : formatValue(type, value);
}

function asScoringError(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  return new ModelError('SCORING_FAILED', `The record could not be scored: ${String(error)}.`, {
    cause: error,
  });
}
