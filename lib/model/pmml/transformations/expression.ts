import type { Compiled } from '../program.ts';
import type { Scope } from '../scope.ts';
import { unsupported } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { type Aggregate, compileAggregate, parseAggregate } from './aggregate.ts';
import { type Apply, compileApply, parseApply } from './apply.ts';
import { type Constant, compileConstant, parseConstant } from './constant.ts';
import { compileDiscretize, type Discretize, parseDiscretize } from './discretize.ts';
import { compileFieldRef, type FieldRef, parseFieldRef } from './fieldRef.ts';
import { compileMapValues, type MapValues, parseMapValues } from './mapValues.ts';
import { compileNormContinuous, type NormContinuous, parseNormContinuous } from './normContinuous.ts';
import { compileNormDiscrete, type NormDiscrete, parseNormDiscrete } from './normDiscrete.ts';

/** What computes a value from fields: the content of a DerivedField, an OutputField or a function. */
export type Expression =
  | Aggregate
  | Apply
  | Constant
  | Discretize
  | FieldRef
  | MapValues
  | NormContinuous
  | NormDiscrete;

const parsers: Record<Expression['kind'], (element: XmlElement) => Expression> = {
  Aggregate: parseAggregate,
  Apply: parseApply,
  Constant: parseConstant,
  Discretize: parseDiscretize,
  FieldRef: parseFieldRef,
  MapValues: parseMapValues,
  NormContinuous: parseNormContinuous,
  NormDiscrete: parseNormDiscrete,
};

/** PMML's expressions; those without a parser are refused by name. */
export const expressionElements: readonly string[] = [...Object.keys(parsers), 'Lag', 'TextIndex'];

export function parseExpression(element: XmlElement): Expression {
  if (!Object.hasOwn(parsers, element.name)) throw unsupported(element);
  return parsers[element.name as Expression['kind']](element);
}

export function compileExpression(expression: Expression, scope: Scope): Compiled {
  scope.program.addWork(1);
  switch (expression.kind) {
    case 'Aggregate':
      return compileAggregate(expression, scope);
    case 'Apply':
      return compileApply(expression, scope);
    case 'Constant':
      return compileConstant(expression);
    case 'Discretize':
      return compileDiscretize(expression, scope);
    case 'FieldRef':
      return compileFieldRef(expression, scope);
    case 'MapValues':
      return compileMapValues(expression, scope);
    case 'NormContinuous':
      return compileNormContinuous(expression, scope);
    case 'NormDiscrete':
      return compileNormDiscrete(expression, scope);
  }
}
