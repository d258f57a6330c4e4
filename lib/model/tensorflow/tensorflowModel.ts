import { ModelDescriptor, type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import { ModelError } from '../errors.ts';
import type { FeatureRecord, Model, RecordSchema, ScoreOutcome } from '../model.ts';
import { type BoundInput, bindInputs } from '../tensors/bindInputs.ts';
import { checkRecord } from '../tensors/checkRecord.ts';
import { readScores } from '../tensors/readScores.ts';
import { newValues, type TensorType, type TensorValues } from './constants.ts';
import { type FrozenGraph, loadFrozenGraph, type TensorData } from './frozenGraph.ts';
import type { GraphInput } from './toTfjs.ts';

/** Their results are probabilities, or at least scores from 0 to 1. */
const probabilityOps = new Set(['Softmax', 'Sigmoid']);

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
  try {
    const model = new TensorflowModel(descriptor, graph, bindInputs(graph.inputs, schema));
    model.warmUp();
    return model;
  } catch (error) {
    graph.dispose();
    throw error;
  }
}

class TensorflowModel implements Model {
  readonly #descriptor: ModelDescriptorProperties;
  readonly #graph: FrozenGraph;
  readonly #inputs: readonly BoundInput<GraphInput>[];
  readonly #output: string;
  readonly #givesProbabilities: boolean;
  #disposed = false;

  constructor(
    descriptor: ModelDescriptorProperties,
    graph: FrozenGraph,
    inputs: readonly BoundInput<GraphInput>[],
  ) {
    const [output, ...others] = graph.outputs;
    if (!output || others.length > 0) {
      const names = graph.outputs.map(({ name }) => name).join(', ');
      throw new ModelError('MODEL_UNSUPPORTED', `The graph has the outputs ${names}; a score takes one.`);
    }
    this.#descriptor = descriptor;
    this.#graph = graph;
    this.#inputs = inputs;
    this.#output = output.name;
    this.#givesProbabilities = probabilityOps.has(output.op);
  }

  /** Executes the graph: only then tfjs notices shapes that do not fit and operations the engine lacks. */
  warmUp(): void {
    try {
      // A graph that mixes its records can have the right shape for one number of them by chance.
      for (const records of [2, 3, 1]) {
        const zeros = this.#inputs.map(({ input, fields }) =>
          newValues(input.dtype, records * fields.length),
        );
        this.#execute(zeros, records);
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
    if (!this.#disposed) this.#graph.dispose();
    this.#disposed = true;
  }

  toBytes(): Uint8Array {
    const { name, description, dataType, modeltype, data } = this.#descriptor;
    return ModelDescriptor.encode({ name, description, dataType, modeltype, data }).finish();
  }

  getType(): ModelType {
    return ModelType.TENSORFLOW;
  }

  /**
   * tfjs does not say which record made it fail, and a large batch may be beyond the limits of one execution: a batch
   * that fails is scored in halves.
   */
  #scoreGood(records: readonly FeatureRecord[]): readonly ScoreOutcome[] {
    try {
      const columns = this.#inputs.map(({ input, fields }) => fill(records, fields, input.dtype));
      const output = this.#execute(columns, records.length);
      const tensors = (output.shape[1] ?? 1) === 1 ? { value: output } : { classes: output };
      return readScores(tensors, records.length, { givesProbabilities: this.#givesProbabilities });
    } catch (cause) {
      if (records.length > 1) {
        const half = records.length >> 1;
        return [...this.#scoreGood(records.slice(0, half)), ...this.#scoreGood(records.slice(half))];
      }
      const message = `The graph could not be executed: ${(cause as Error).message}`;
      return [new ModelError('SCORING_FAILED', message, { cause })];
    }
  }

  #execute(columns: readonly TensorValues[], records: number): TensorData {
    const tensors = this.#inputs.map(({ input, shape }, i) => [
      input.name,
      { values: columns[i] as TensorValues, shape: shape(records) },
    ]);
    const output = this.#graph.execute(Object.fromEntries(tensors)).get(this.#output);
    if (!output) {
      throw new ModelError(
        'MODEL_CORRUPT',
        `Output ${this.#output} cannot be computed: its nodes run in a circle.`,
      );
    }
    if (output.shape[0] !== records || output.shape.length > 2 || output.shape[1] === 0) {
      throw new ModelError(
        'MODEL_UNSUPPORTED',
        `Output ${this.#output} has the shape [${output.shape}] for ${records} records; expected [${records}] or [${records}, k].`,
      );
    }
    return output;
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
