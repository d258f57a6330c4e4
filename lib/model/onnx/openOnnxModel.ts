import { ModelDescriptor, type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import { ModelError } from '../errors.ts';
import type { FeatureRecord, Model, RecordSchema, ScoreOutcome } from '../model.ts';
import { type BoundInput, bindInputs } from '../tensors/bindInputs.ts';
import { checkRecord, type MissingValues } from '../tensors/checkRecord.ts';
import { chooseOutputs, type OutputChoice } from '../tensors/chooseOutputs.ts';
import { readScores, type ScoreTensor } from '../tensors/readScores.ts';
import type { TensorInput } from '../tensors/tensorInput.ts';
import { classLabels } from './classLabels.ts';
import { fillTensor } from './fillTensor.ts';
import type { OnnxGraph } from './onnxGraph.ts';
import { loadOnnxSession, type OnnxSession, plainMessage } from './onnxSession.ts';

/** Operations that handle missing numbers, which reach them as NaN. */
const missingNumberOps = ['Imputer', 'IsNaN'];
/** It takes texts that it does not know for no category, and so the empty one of a missing value. */
const missingTextOp = 'OneHotEncoder';

const probabilityOps = new Set(['Softmax', 'Sigmoid']);

type Results = ReadonlyMap<string, ScoreTensor>;

/**
 * Opens an ONNX model and runs it for some records.
 *
 * @param descriptor carries the model in `data`
 * @throws ModelError when the model cannot be read, matched with the fields of the schema, or run
 */
export async function openOnnxModel(
  descriptor: ModelDescriptorProperties,
  schema?: RecordSchema,
): Promise<Model> {
  const session = await loadOnnxSession(descriptor.data ?? new Uint8Array());
  try {
    const batchSize = fixedBatch(session.inputs);
    const model = new OnnxModel(
      descriptor,
      session,
      bindInputs(session.inputs.map(freeBatch), schema),
      batchSize,
    );
    await model.warmUp();
    return model;
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** The number of records that a model takes at once, where it takes no other; exporters write 1 unless told. */
function fixedBatch(inputs: readonly TensorInput[]): number | undefined {
  const sizes = inputs.flatMap(({ shape }) => (shape?.length && (shape[0] as number) >= 1 ? [shape[0]] : []));
  return sizes.length === 0 ? undefined : Math.min(...(sizes as number[]));
}

function freeBatch(input: TensorInput): TensorInput {
  return input.shape?.length
    ? { ...input, shape: [-1, ...input.shape.slice(1)] }
    : { ...input, shape: undefined };
}

class OnnxModel implements Model {
  readonly #descriptor: ModelDescriptorProperties;
  readonly #session: OnnxSession;
  readonly #inputs: readonly BoundInput[];
  readonly #batchSize: number | undefined;
  readonly #missing: MissingValues;
  #choice: OutputChoice = {};
  #labels: readonly string[] | undefined;
  /** Classifiers also give votes and distances, so their numbers are looked at. */
  #givesProbabilities: true | 'plausible' = 'plausible';
  #released = false;

  constructor(
    descriptor: ModelDescriptorProperties,
    session: OnnxSession,
    inputs: readonly BoundInput[],
    batchSize: number | undefined,
  ) {
    this.#descriptor = descriptor;
    this.#session = session;
    this.#inputs = inputs;
    this.#batchSize = batchSize;
    const { ops } = session.graph;
    this.#missing = { numbers: missingNumberOps.some((op) => ops.has(op)), texts: ops.has(missingTextOp) };
  }

  /** Runs the model: shapes that do not fit show only then, and what its results look like. */
  async warmUp(): Promise<void> {
    // A model that mixes its records can have the right shape for one number of them by chance.
    for (const records of this.#batchSize === undefined ? [2, 3, 1] : [this.#batchSize]) {
      const results = await this.#run(new Array(records).fill(undefined)).catch((cause: Error) => {
        throw runError(cause);
      });
      const choice = chooseOutputs(results, records);
      if (records !== 1 || this.#batchSize === 1) this.#choose(choice, results);
    }
  }

  async score(record: FeatureRecord): Promise<ScoreOutcome> {
    return (await this.scoreBatch([record]))[0] as ScoreOutcome;
  }

  async scoreBatch(records: readonly FeatureRecord[]): Promise<readonly ScoreOutcome[]> {
    const outcomes: (ScoreOutcome | undefined)[] = records.map((record) =>
      checkRecord(record, this.#inputs, this.#missing),
    );
    const good = records.flatMap((_, i) => (outcomes[i] === undefined ? [i] : []));
    const size = this.#batchSize ?? Math.max(1, good.length);
    for (let from = 0; from < good.length; from += size) {
      const part = good.slice(from, from + size);
      const scores = await this.#scoreGood(part.map((i) => records[i] as FeatureRecord));
      part.forEach((index, i) => {
        outcomes[index] = scores[i];
      });
    }
    return outcomes as ScoreOutcome[];
  }

  cleanup(): void {
    if (this.#released) return;
    this.#released = true;
    void this.#session.release();
  }

  toBytes(): Uint8Array {
    const { name, description, dataType, modeltype, data } = this.#descriptor;
    return ModelDescriptor.encode({ name, description, dataType, modeltype, data }).finish();
  }

  getType(): ModelType {
    return ModelType.ONNX;
  }

  /** onnxruntime does not say which record made it fail: a batch that fails is scored in halves. */
  async #scoreGood(records: readonly FeatureRecord[]): Promise<readonly ScoreOutcome[]> {
    try {
      if (this.#released) throw new Error('the model has been cleaned up');
      return this.#read(await this.#run(this.#padded(records)), records.length);
    } catch (cause) {
      if (records.length > 1 && this.#batchSize === undefined) {
        const half = records.length >> 1;
        const first = await this.#scoreGood(records.slice(0, half));
        return [...first, ...(await this.#scoreGood(records.slice(half)))];
      }
      const message = `The model could not be run: ${plainMessage(cause as Error)}`;
      return records.map(() => new ModelError('SCORING_FAILED', message, { cause }));
    }
  }

  /** A model of fixed batch size gets the last record again for those that lack. */
  #padded(records: readonly FeatureRecord[]): readonly FeatureRecord[] {
    if (this.#batchSize === undefined) return records;
    return Array.from({ length: this.#batchSize }, (_, i) => records[Math.min(i, records.length - 1)] ?? {});
  }

  /** @param records undefined for a record of zeros and empty texts */
  #run(records: readonly (FeatureRecord | undefined)[]): Promise<Results> {
    const tensors = this.#inputs.map((bound): [string, ReturnType<typeof fillTensor>] => [
      bound.input.name,
      fillTensor(bound, records),
    ]);
    return this.#session.run(Object.fromEntries(tensors));
  }

  #choose(choice: OutputChoice, results: Results): void {
    this.#choice = choice;
    const width = choice.classes === undefined ? 0 : results.get(choice.classes)?.shape[1];
    const labels = this.#session.labels.get(choice.classes ?? '') ?? classLabels(this.#session.graph);
    this.#labels = labels?.length === width ? labels : undefined;
    if (probabilityOps.has(computingOp(this.#session.graph, choice.classes ?? '')))
      this.#givesProbabilities = true;
  }

  #read(results: Results, records: number): readonly ScoreOutcome[] {
    const { value, classes } = this.#choice;
    const tensors = {
      value: value === undefined ? undefined : results.get(value),
      classes: classes === undefined ? undefined : results.get(classes),
    };
    return readScores(tensors, records, {
      labels: this.#labels,
      givesProbabilities: this.#givesProbabilities,
    });
  }
}

/** The operation that computes an output; those that pass it on are looked through. */
function computingOp({ nodes }: OnnxGraph, output: string): string {
  const passesOn = ['Identity', 'Cast', 'Reshape', 'Squeeze'];
  let name = output;
  // Counted, as a damaged graph may run in circles.
  for (let steps = 0; steps < 10; steps++) {
    const node = nodes.find(({ outputs }) => outputs.includes(name));
    if (!node || !passesOn.includes(node.op)) return node?.op ?? '';
    name = node.inputs[0] ?? '';
  }
  return '';
}

function runError(cause: Error): ModelError {
  const text = plainMessage(cause);
  const code = /bad_alloc/.test(text) ? 'MODEL_TOO_LARGE' : 'MODEL_INPUT_MISMATCH';
  return new ModelError(code, `The model cannot be run with records of its data type: ${text}`, { cause });
}
