import { ModelError } from '../../errors.ts';
import { builtinFunctions } from '../functions/builtinFunctions.ts';
import type { Compiled, Evaluate } from '../program.ts';
import type { Scope } from '../scope.ts';
import { ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { typedConstant } from './constant.ts';
import { compileCall } from './defineFunction.ts';
import { castTo } from './derivedField.ts';
import { compileExpression, type Expression, expressionElements, parseExpression } from './expression.ts';

/** A call of a function: one of PMML's own or one that the document defines. */
export interface Apply {
  readonly kind: 'Apply';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly line: number;
  /** The result where an argument is missing. */
  readonly mapMissingTo: string | undefined;
  /** The result where the function has none. */
  readonly defaultValue: string | undefined;
  readonly invalidTreatment: 'returnInvalid' | 'asIs' | 'asMissing';
}

export function parseApply(element: XmlElement): Apply {
  const reader = new ElementReader(element);
  const apply: Apply = {
    kind: 'Apply',
    name: reader.requiredText('function'),
    arguments: reader.children(...expressionElements).map(parseExpression),
    line: element.line,
    mapMissingTo: reader.text('mapMissingTo'),
    defaultValue: reader.text('defaultValue'),
    invalidTreatment: reader.choice(
      'invalidValueTreatment',
      ['returnInvalid', 'asIs', 'asMissing'],
      'returnInvalid',
    ),
  };
  reader.finish();
  return apply;
}

export function compileApply(apply: Apply, scope: Scope): Compiled {
  const parts = apply.arguments.map((argument) => compileExpression(argument, scope));
  const isConditional = apply.name === 'if' && !scope.functions.has('if');
  // A condition computes one branch only, and has no failures of its own.
  if (isConditional) return compileConditional(apply, parts, scope);
  const checksArguments = apply.mapMissingTo !== undefined || apply.invalidTreatment === 'asMissing';
  return checksArguments ? compileStored(apply, parts, scope) : compileDefault(apply, parts, scope);
}

function compileDefault(apply: Apply, parts: readonly Compiled[], scope: Scope): Compiled {
  const { dataType, evaluate } = compileFunction(apply, parts, scope);
  const checked = withInvalidTreatment(apply, evaluate);
  if (apply.defaultValue === undefined) return { dataType, evaluate: checked };
  const otherwise = typedConstant(dataType, apply.defaultValue);
  return { dataType, evaluate: (frame) => checked(frame) ?? otherwise };
}

/**
 * The arguments are computed once, into places of their own, where the function then finds them: what is missing is seen
 * before, and a failure of an argument is not taken for one of the function.
 */
function compileStored(apply: Apply, parts: readonly Compiled[], scope: Scope): Compiled {
  const places = parts.map((part) => ({ slot: scope.program.newSlot(), evaluate: part.evaluate }));
  const stored = parts.map((part, index): Compiled => {
    const slot = places[index]?.slot as number;
    return { ...part, evaluate: (frame) => frame.values[slot] };
  });
  const { dataType, evaluate } = compileDefault(apply, stored, scope);
  const { mapMissingTo } = apply;
  const replacement = mapMissingTo === undefined ? undefined : typedConstant(dataType, mapMissingTo);
  return {
    dataType,
    evaluate: (frame) => {
      for (const place of places) {
        const value = place.evaluate(frame);
        if (value === undefined && mapMissingTo !== undefined) return replacement;
        frame.values[place.slot] = value;
      }
      return evaluate(frame);
    },
  };
}

/** A condition that is missing, and a missing value of the branch that is taken, become `mapMissingTo`. */
function compileConditional(apply: Apply, parts: readonly Compiled[], scope: Scope): Compiled {
  const { dataType, evaluate } = compileFunction(apply, parts, scope);
  const typed = (text: string | undefined) =>
    text === undefined ? undefined : typedConstant(dataType, text);
  const otherwise = typed(apply.defaultValue);
  const replacement = typed(apply.mapMissingTo);
  const test = castTo(parts[0] as Compiled, 'boolean').evaluate;
  const hasNoElse = parts.length === 2;
  return {
    dataType,
    evaluate: (frame) => {
      const value = evaluate(frame);
      if (value !== undefined) return value;
      const isUnanswered = hasNoElse && test(frame) === false;
      return isUnanswered ? otherwise : (replacement ?? otherwise);
    },
  };
}

function compileFunction(apply: Apply, parts: readonly Compiled[], scope: Scope): Compiled {
  const defined = scope.functions.get(apply.name);
  if (defined !== undefined) return compileCall(defined, parts, scope);
  if (Object.hasOwn(builtinFunctions, apply.name)) {
    const builtin = builtinFunctions[apply.name] as (typeof builtinFunctions)[string];
    if (parts.length < builtin.least || parts.length > builtin.most) {
      throw new ModelError(
        'MODEL_CORRUPT',
        `PMML line ${apply.line}: the function ${apply.name} takes ${arity(builtin)} arguments, not ${parts.length}.`,
      );
    }
    return builtin.compile(parts);
  }
  throw new ModelError(
    'MODEL_UNSUPPORTED',
    `PMML line ${apply.line}: the function "${apply.name}" is not supported.`,
  );
}

function arity({ least, most }: { least: number; most: number }): string {
  if (least === most) return String(least);
  return most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
}

/** A result that is not a number is an invalid value; so is what a function refuses. */
function withInvalidTreatment(apply: Apply, evaluate: Evaluate): Evaluate {
  if (apply.invalidTreatment === 'asIs') return evaluate;
  if (apply.invalidTreatment === 'asMissing') {
    return (frame) => {
      try {
        const value = evaluate(frame);
        return Number.isNaN(value) ? undefined : value;
      } catch (error) {
        if (error instanceof ModelError && error.code === 'SCORING_FAILED') return undefined;
        throw error;
      }
    };
  }
  return (frame) => {
    const value = evaluate(frame);
    if (Number.isNaN(value)) {
      throw new ModelError(
        'SCORING_FAILED',
        `The function ${apply.name} has no result for its arguments (PMML line ${apply.line}).`,
      );
    }
    return value;
  };
}
