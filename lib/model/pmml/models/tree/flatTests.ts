import { isHeldAsNumber, isNumeric } from '../../dataTypes.ts';
import { compilePredicate, operand, type Test } from '../../predicates/compilePredicate.ts';
import type { Comparison, Predicate } from '../../predicates/parsePredicate.ts';
import type { Frame } from '../../program.ts';
import type { Scope } from '../../scope.ts';
import type { TreeNode } from './treeModel.ts';

export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;
/** True, found by a surrogate because the field that should decide is missing. */
export const SURROGATE = 3;
/** False, found by a surrogate. */
export const SURROGATE_FALSE = 4;

export type TestResult =
  | typeof FALSE
  | typeof TRUE
  | typeof UNKNOWN
  | typeof SURROGATE
  | typeof SURROGATE_FALSE;

/** Tests whether a record may enter a node. */
export interface FlatTests {
  test(node: number, frame: Frame): TestResult;
}

/** How a node is tested: by a number and a threshold that lie in arrays, or by a compiled predicate. */
const kinds: Record<Exclude<Comparison, 'notEqual'> | 'always' | 'predicate' | 'surrogate', number> = {
  always: 0,
  lessThan: 1,
  lessOrEqual: 2,
  greaterThan: 3,
  greaterOrEqual: 4,
  equal: 5,
  predicate: 6,
  surrogate: 7,
};

/**
 * Compiles the predicates of all nodes. Comparing an input number with a threshold is nearly all that trees do, so
 * that case calls nothing.
 */
export function compileTest(nodes: readonly TreeNode[], scope: Scope): FlatTests {
  const kind = new Uint8Array(nodes.length);
  const slot = new Int32Array(nodes.length);
  const threshold = new Float64Array(nodes.length);
  const tests: Test[] = [];
  const firsts: Test[] = [];
  nodes.forEach(({ predicate }, index) => {
    const simple = simpleComparison(predicate, scope);
    if (simple !== undefined) {
      kind[index] = simple.kind;
      slot[index] = simple.slot;
      threshold[index] = simple.threshold;
    } else if (predicate.kind === 'constant' && predicate.value) {
      kind[index] = kinds.always;
    } else if (predicate.kind === 'compound' && predicate.operator === 'surrogate') {
      kind[index] = kinds.surrogate;
      tests[index] = compilePredicate(predicate, scope);
      firsts[index] = compilePredicate(predicate.parts[0] as Predicate, scope);
    } else {
      kind[index] = kinds.predicate;
      tests[index] = compilePredicate(predicate, scope);
    }
  });
  return {
    test(node, frame) {
      const how = kind[node];
      if (how === 0) return TRUE;
      if (how === 6 || how === 7) {
        const result = (tests[node] as Test)(frame);
        if (result === undefined) return UNKNOWN;
        const isSurrogate = how === 7 && firsts[node]?.(frame) === undefined;
        if (!result) return isSurrogate ? SURROGATE_FALSE : FALSE;
        return isSurrogate ? SURROGATE : TRUE;
      }
      const value = frame.values[slot[node] as number] as number | undefined;
      if (value === undefined) return UNKNOWN;
      const limit = threshold[node] as number;
      switch (how) {
        case 1:
          return value < limit ? TRUE : FALSE;
        case 2:
          return value <= limit ? TRUE : FALSE;
        case 3:
          return value > limit ? TRUE : FALSE;
        case 4:
          return value >= limit ? TRUE : FALSE;
        default:
          return value === limit ? TRUE : FALSE;
      }
    },
  };
}

function simpleComparison(
  predicate: Predicate,
  scope: Scope,
): { kind: number; slot: number; threshold: number } | undefined {
  if (predicate.kind !== 'compare' || predicate.operator === 'notEqual') return undefined;
  const field = scope.resolve(predicate.field);
  if (field.slot === undefined || !isHeldAsNumber(field.dataType)) return undefined;
  // Ordinal dates with a list of values compare by their place in it.
  if (field.opType === 'ordinal' && !isNumeric(field.dataType)) return undefined;
  return {
    kind: kinds[predicate.operator],
    slot: field.slot,
    threshold: operand(field, predicate.text) as number,
  };
}
