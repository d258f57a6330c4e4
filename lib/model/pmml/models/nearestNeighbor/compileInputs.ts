import { ModelError } from '../../../errors.ts';
import type { ComparedField } from '../../comparison/parseComparison.ts';
import { type PmmlValue, parseValue } from '../../dataTypes.ts';
import { compileInput } from '../../fields/inputField.ts';
import type { CompiledField, Frame } from '../../program.ts';
import { corrupt } from '../../xml/elementReader.ts';
import { requiredCell } from '../../xml/parseInlineTable.ts';
import type { ModelContext } from '../model.ts';
import type { NearestNeighbor } from './nearestNeighbor.ts';

/** A field that records are compared by; texts become numbers that are equal where the texts are. */
interface Column {
  readonly field: CompiledField;
  encode(value: PmmlValue | undefined): number;
  /** Encodes a value of the training records. */
  learn(value: PmmlValue): number;
}

/**
 * Compiles the KNNInputs. The training records are a matrix, row by row; where the table does not have a derived field,
 * it is computed from the other fields of its row as soon as the frame is there.
 */
export function compileInputs(
  model: NearestNeighbor,
  context: ModelContext,
): { readRecord: (frame: Frame) => Float64Array; training: Float64Array } {
  const { inputs, instances } = model;
  const columns = inputs.map((input) => compileColumn(input, model, context));
  const width = inputs.length;
  const training = new Float64Array(instances.rows.length * width);
  const derived: number[] = [];
  for (const [index, { field }] of inputs.entries()) {
    const column = instances.columns.get(field);
    if (column === undefined) {
      derived.push(index);
      continue;
    }
    const read = columnReader(field, model, context);
    for (const [row, cells] of instances.rows.entries()) {
      const value = read(requiredCell(cells, column, instances.element));
      if (value === undefined) throw missing(model, field, row);
      training[row * width + index] = (columns[index] as Column).learn(value);
    }
  }
  if (derived.length > 0) {
    context.scope.program.whenReady((frame) => {
      forEachRow(model, context, frame, (row) => {
        for (const index of derived) {
          const { field, learn } = columns[index] as Column;
          const value = field.evaluate(frame);
          if (value === undefined) throw missing(model, field.name, row);
          training[row * width + index] = learn(value);
        }
      });
    });
  }
  const values = new Float64Array(width);
  return {
    training,
    readRecord: (frame) => {
      for (let index = 0; index < width; index += 1) {
        const { field, encode } = columns[index] as Column;
        values[index] = encode(field.evaluate(frame));
      }
      return values;
    },
  };
}

function compileColumn(input: ComparedField, model: NearestNeighbor, { scope }: ModelContext): Column {
  const field = scope.resolve(input.field);
  const number = (value: PmmlValue | undefined) => (value === undefined ? Number.NaN : Number(value));
  if (field.dataType !== 'string') return { field, encode: number, learn: number };
  const compare = input.compare ?? model.comparison.compare;
  if (compare === 'absDiff' || compare === 'gaussSim')
    throw corrupt(input.element, `the texts of "${field.name}" have no ${compare}`);
  const codes = new Map<PmmlValue, number>();
  return {
    field,
    encode: (value) => (value === undefined ? Number.NaN : (codes.get(value) ?? -1)),
    learn: (value) => {
      const code = codes.get(value) ?? codes.size;
      codes.set(value, code);
      return code;
    },
  };
}

/** Reads a cell of the table as a value of the field, treated as the MiningSchema says. */
export function columnReader(
  name: string,
  { miningSchema, element }: NearestNeighbor,
  { surroundings, scope }: ModelContext,
): (text: string) => PmmlValue | undefined {
  const data = surroundings.dataDictionary.get(name);
  const mining = miningSchema.get(name);
  if (data === undefined || mining === undefined) {
    const { dataType } = scope.resolve(name);
    return (text) => parseValue(dataType, text);
  }
  const prepare = compileInput(data, mining);
  return (text) => {
    try {
      return prepare(text === '' ? undefined : text);
    } catch (cause) {
      if (!(cause instanceof ModelError)) throw cause;
      throw corrupt(element, `a training record is not valid: ${cause.message.replace(/\.$/, '')}`);
    }
  };
}

/** Puts each training record into the frame in turn, as if it had been sent. */
function forEachRow(
  model: NearestNeighbor,
  context: ModelContext,
  frame: Frame,
  visit: (row: number) => void,
): void {
  const places: { slot: number; column: string; read: (text: string) => PmmlValue | undefined }[] = [];
  for (const [field, column] of model.instances.columns) {
    const slot = context.surroundings.dictionary.find(field)?.slot;
    if (slot !== undefined) places.push({ slot, column, read: columnReader(field, model, context) });
  }
  for (const [row, cells] of model.instances.rows.entries()) {
    frame.epoch += 1;
    for (const { slot, column, read } of places)
      frame.values[slot] = read(requiredCell(cells, column, model.instances.element));
    visit(row);
  }
}

function missing({ element }: NearestNeighbor, field: string, row: number): ModelError {
  return corrupt(element, `training record ${row + 1} has no value of "${field}"`);
}
