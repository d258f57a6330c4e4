import { ModelError } from '../errors.ts';
import type { DataType, PmmlValue } from './dataTypes.ts';
import type { PmmlDocument } from './document.ts';
import type { DataField, OpType } from './fields/dataDictionary.ts';
import { compileInput, type Prepare, validity } from './fields/inputField.ts';
import type { MiningField } from './fields/miningSchema.ts';
import type { Frame } from './program.ts';
import type { Scope } from './scope.ts';

/** A field that a model takes from a record. */
export interface InputField {
  readonly name: string;
  readonly dataType: DataType;
  readonly opType: OpType;
  /** Whether records may do without the field: the model says what stands in for it, or only keeps it for show. */
  readonly optional: boolean;
}

/** An input field with its place in the frame, and how a record's value gets there. */
export interface Input extends InputField {
  readonly slot: number;
  readonly prepare: Prepare;
  /** Whether something in the document reads the field as a list; known when all is compiled. */
  readonly holdsList: () => boolean;
}

/** Declares the fields that the document's model takes from records. */
export function declareInputs(document: PmmlDocument, scope: Scope): Input[] {
  const { frame } = document.model;
  const takesTarget = frame.output.some(({ feature }) => feature === 'residual');
  const derived = new Set(document.transformations.fields.map(({ name }) => name));
  const inputs: Input[] = [];
  for (const mining of frame.miningSchema.values()) {
    const isTarget = mining.usage === 'target' && takesTarget;
    if (mining.usage !== 'active' && mining.usage !== 'supplementary' && !isTarget) continue;
    const data = document.dataDictionary.get(mining.name);
    // Nothing else can be meant at the top of a document than a derived field that is listed needlessly.
    if (data === undefined && derived.has(mining.name)) continue;
    if (data === undefined) {
      throw new ModelError('MODEL_CORRUPT', `The PMML field "${mining.name}" is not in the DataDictionary.`);
    }
    inputs.push(declareInput(data, mining, scope));
  }
  return inputs;
}

function declareInput(data: DataField, mining: MiningField, scope: Scope): Input {
  const slot = scope.program.newSlot();
  let isList = false;
  const { name, dataType, validValues } = data;
  const opType = mining.opType ?? data.opType;
  scope.declare(name, {
    name,
    dataType,
    opType,
    validValues,
    slot,
    evaluate: (frame) => frame.values[slot],
    ...(mining.invalidTreatment === 'asIs' ? { isValid: validity(data) } : {}),
    list: () => {
      isList = true;
      return (frame) => frame.lists[slot];
    },
  });
  return {
    name,
    dataType,
    opType,
    optional: mining.usage !== 'active' || mining.missingReplacement !== undefined,
    slot,
    prepare: compileInput(data, mining),
    holdsList: () => isList,
  };
}

/** How a record's values get into the frame, by the names that records give them. */
export function compileReader(
  inputs: readonly Input[],
  keyOf: (name: string) => string,
): (record: Readonly<Record<string, unknown>>, frame: Frame) => void {
  const keyed = inputs.map((input) => ({ ...input, key: keyOf(input.name) }));
  const scalars = keyed.filter(({ holdsList }) => !holdsList());
  const lists = keyed.filter(({ holdsList }) => holdsList());
  return (record, frame) => {
    for (const input of scalars) frame.values[input.slot] = input.prepare(record[input.key]);
    for (const input of lists) frame.lists[input.slot] = prepareList(input, record[input.key]);
  };
}

/** Every item is treated as a value of the field; those that are missing are left out. */
function prepareList({ name, prepare }: Input, raw: unknown): PmmlValue[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (Array.isArray(raw)) return raw.map(prepare).filter((value) => value !== undefined);
  throw new ModelError('RECORD_INVALID', `The field "${name}" must hold a list, not ${typeof raw}.`);
}
