import { ModelDescriptor, type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import { ModelError } from '../errors.ts';
import type { FeatureRecord, Model, RecordSchema, ScoreOutcome } from '../model.ts';
import { type BoundInput, bindInputs } from '../tensors/bindInputs.ts';
import { checkRecord } from '../tensors/checkRecord.ts';
import { chooseOutputs, type OutputChoice } from '../tensors/chooseOutputs.ts';
import { readScores } from '../tensors/readScores.ts';
import { newValues, type TensorType, type TensorValues } from './constants.ts';
import { type FrozenGraph, loadFrozenGraph, type TensorData } from './frozenGraph.ts';
import type { GraphInput } from './toTfjs.ts';

/** Their results are probabilities, or at least scores from 0 to 1. */
const probabilityOps = new Set(['Softmax', 'Sigmoid']);

/** What a model of a graph is made of. */
export interface GraphModelParts {
  readonly graph: FrozenGraph;
  /** Whether a signature names the outputs. */
  readonly ordered: boolean;
  /** Of the classes, where the model comes with them. */
  readonly labels: readonly string[] | undefined;
}

/**
 * Makes a model of a frozen TensorFlow graph.
 *
 * An output of one number a record is the score itself. An output [batch, k] holds a score for each class: the
 * value is the index of the largest, and what Softmax or Sigmoid computed is given as probabilities by index.
 *
 * @param descriptor carries the graph in `data`
 * @throws ModelError when the graph cannot be read, supported, matched with the fields of the schema, or executed
 */
export async function createTensorflowModel(
  descriptor: ModelDescriptorProperties,
  schema?: RecordSchema,
): Promise<Model> {
  const graph = await loadFrozenGraph(descriptor.data ?? new Uint8Array());
  return createGraphModel(descriptor, { graph, ordered: false, labels: undefined }, schema);
}

/** Makes a model of a graph that has been loaded, and which it disposes. Throws ModelError. */
export function createGraphModel(
  descriptor: ModelDescriptorProperties,
  parts: GraphModelParts,
  schema?: RecordSchema,
): Model {
  try {
    const model = new GraphModel(descriptor, parts, bindInputs(parts.graph.inputs, schema));
    model.warmUp();
    return model;
  } catch (error) {
    parts.graph.dispose();
    throw error;
  }
}

class GraphModel implements Model {
  readonly #descriptor: ModelDescriptorProperties;
  readonly #parts: GraphModelParts;
  readonly #inputs: readonly BoundInput<GraphInput>[];
  #choice: OutputChoice = {};
  #disposed = false;

  constructor(
    descriptor: ModelDescriptorProperties,
    parts: GraphModelParts,
    inputs: readonly BoundInput<GraphInput>[],
  ) {
    this.#descriptor = descriptor;
    this.#parts = parts;
    this.#inputs = inputs;
  }

  /** Executes the graph: only then tfjs notices shapes that do not fit and operations the engine lacks. */
  warmUp(): void {
    try {
      // A graph that mixes its records can have the right shape for one number of them by chance.
      for (const records of [2, 3, 1]) {
        const zeros = this.#inputs.map(({ input, fields }) =>
          newValues(input.dtype, records * fields.length),
        );
        const choice = chooseOutputs(this.#execute(zeros, records), records, this.#parts.ordered);
        // For one record [1] may be a row of one class.
        if (records !== 1) this.#choice = choice;
      }
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      const { message } = cause as Error;
      const lacks = /Kernel '.*' not registered/.test(message);
      throw new ModelError(
        lacks ? 'MODEL_UNSUPPORTED' : 'MODEL_INPUT_MISMATCH',
        `The graph cannot be executed with ${this.#inputs.map(describe).join(' and ')}: ${message}`,
        { cause, ...(lacks && { hint: 'Try KAFKA_TUTORIAL_TF=cpu: that engine has the most operations.' }) },
      );
    }
  }

  score(record: FeatureRecord): ScoreOutcome {
    return this.scoreBatch([record])[0] as ScoreOutcome;
  }

  scoreBatch(records: readonly FeatureRecord[]): readonly ScoreOutcome[] {
    const outcomes: (ScoreOutcome | undefined)[] = records.map((record) => checkRecord(record, this.#inputs));
    const good = records.flatMap((_, i) => (outcomes[i] === undefined ? [i] : []));
    if (good.length > 0) {
      const scores = this.#scoreGood(good.map((i) => records[i] as FeatureRecord));
      good.forEach((index, i) => {
        outcomes[index] = scores[i];
      });
    }
    return outcomes as ScoreOutcome[];
  }

  cleanup(): void {
    if (!this.#disposed) this.#parts.graph.dispose();
    this.#disposed = true;
  }

  toBytes(): Uint8Array {
    const { name, description, dataType, modeltype, data } = this.#descriptor;
    return ModelDescriptor.encode({ name, description, dataType, modeltype, data }).finish();
  }

  getType(): ModelType {
    return this.#descriptor.modeltype ?? ModelType.TENSORFLOW;
  }

  /**
   * tfjs does not say which record made it fail, and a large batch may be beyond the limits of one execution: a batch
   * that fails is scored in halves.
   */
  #scoreGood(records: readonly FeatureRecord[]): readonly ScoreOutcome[] {
    try {
      const columns = this.#inputs.map(({ input, fields }) => fill(records, fields, input.dtype));
      return this.#read(this.#execute(columns, records.length), records.length);
    } catch (cause) {
      if (records.length > 1) {
        const half = records.length >> 1;
        return [...this.#scoreGood(records.slice(0, half)), ...this.#scoreGood(records.slice(half))];
      }
      const message = `The graph could not be executed: ${(cause as Error).message}`;
      return [new ModelError('SCORING_FAILED', message, { cause })];
    }
  }

  #execute(columns: readonly TensorValues[], records: number): ReadonlyMap<string, TensorData> {
    const tensors = this.#inputs.map(({ input, shape }, i) => [
      input.name,
      { values: columns[i] as TensorValues, shape: shape(records) },
    ]);
    const { graph } = this.#parts;
    const results = graph.execute(Object.fromEntries(tensors));
    const missing = graph.outputs.find(({ name }) => !results.has(name));
    if (missing) {
      throw new ModelError(
        'MODEL_CORRUPT',
        `Output ${missing.name} cannot be computed: its nodes run in a circle.`,
      );
    }
    return results;
  }

  #read(results: ReadonlyMap<string, TensorData>, records: number): readonly ScoreOutcome[] {
    const { value, classes } = this.#choice;
    const { graph, labels } = this.#parts;
    const tensors = {
      value: value === undefined ? undefined : results.get(value),
      classes: classes === undefined ? undefined : results.get(classes),
    };
    const op = graph.outputs.find(({ name }) => name === classes)?.op ?? '';
    return readScores(tensors, records, {
      labels: labels?.length === tensors.classes?.shape[1] ? labels : undefined,
      givesProbabilities: probabilityOps.has(op),
    });
  }
}

function fill(records: readonly FeatureRecord[], fields: readonly string[], dtype: TensorType): TensorValues {
  const values = newValues(dtype, records.length * fields.length);
  let at = 0;
  for (const record of records) {
    for (const field of fields) values[at++] = record[field] as number;
  }
  return values;
}

function describe({ input, fields }: BoundInput): string {
  return fields.length === 1 ? `${input.name} = ${fields[0]}` : `${input.name} = ${fields.length} fields`;
}
