import { castFrom } from '../castValue.ts';
import { type DataType, dataTypes, type PmmlValue, parseValue } from '../dataTypes.ts';
import { type OpType, opTypes } from '../fields/dataDictionary.ts';
import type { Compiled, CompiledField } from '../program.ts';
import type { Scope } from '../scope.ts';
import { corrupt, ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { compileExpression, type Expression, expressionElements, parseExpression } from './expression.ts';

/** A field computed from other fields. */
export interface DerivedField {
  /** Absent where the field is written in the place where it is used, as a network's inputs are. */
  readonly name: string | undefined;
  readonly dataType: DataType;
  readonly opType: OpType;
  readonly expression: Expression;
  readonly validValues: readonly PmmlValue[];
}

export function parseDerivedField(element: XmlElement): DerivedField {
  const reader = new ElementReader(element).ignore('displayName', '<Interval>');
  const dataType = reader.choice('dataType', dataTypes);
  const validValues: PmmlValue[] = [];
  for (const child of reader.children('Value')) {
    const text = child.attributes.get('value') ?? '';
    const value = parseValue(dataType, text);
    if (value === undefined) throw corrupt(child, `"${text}" is not of type ${dataType}`);
    if ((child.attributes.get('property') ?? 'valid') === 'valid') validValues.push(value);
  }
  const field: DerivedField = {
    name: reader.text('name'),
    dataType,
    opType: reader.choice('optype', opTypes),
    expression: parseExpression(reader.requiredChild(...expressionElements)),
    validValues,
  };
  reader.finish();
  return field;
}

/** Makes a derived field known; it is compiled when something refers to it and computed when a record needs it. */
export function declareDerivedField(field: DerivedField, scope: Scope): void {
  if (field.name !== undefined) scope.declare(field.name, () => compileDerivedField(field, scope));
}

export function compileDerivedField(field: DerivedField, scope: Scope): CompiledField {
  const { dataType, opType, validValues } = field;
  const { evaluate } = castTo(compileExpression(field.expression, scope), dataType);
  return { name: field.name ?? '', dataType, opType, validValues, evaluate: scope.program.memoize(evaluate) };
}

/** An expression whose values become values of a type; without a type it stays as it is. */
export function castTo(compiled: Compiled, dataType: DataType | undefined): Compiled {
  if (dataType === undefined || dataType === compiled.dataType) return compiled;
  const cast = castFrom(compiled.dataType, dataType);
  const { evaluate } = compiled;
  return {
    dataType,
    evaluate: (frame) => {
      const value = evaluate(frame);
      return value === undefined ? undefined : cast(value);
    },
  };
}
