import { ModelError } from '../../errors.ts';

const maxPatternLength = 200;
const maxTextLength = 2_000;

/** A pattern that searches a text and is bounded in what it may cost. */
export interface Pattern {
  test(text: string): boolean;
  readonly expression: RegExp;
}

const compiled = new Map<string, Pattern>();

/**
 * Makes a pattern of the text of a model. Patterns whose cost can explode are refused: a repeated group that holds a
 * repetition or an alternative, and back references.
 *
 * @throws ModelError SCORING_FAILED
 */
export function compilePattern(source: string): Pattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  if (source.length > maxPatternLength || isExplosive(source)) throw refused(source, 'is too costly');
  let expression: RegExp;
  try {
    expression = new RegExp(source, 'gu');
  } catch {
    throw refused(source, 'is not a regular expression');
  }
  const pattern: Pattern = {
    expression,
    test: (text) => {
      expression.lastIndex = 0;
      return expression.test(bounded(text));
    },
  };
  if (compiled.size >= 1000) compiled.clear();
  compiled.set(source, pattern);
  return pattern;
}

/** In the replacement `$0` is the match, `$1` to `$9` its groups, and a backslash takes the next character as it is. */
export function replaceAll(text: string, { expression }: Pattern, replacement: string): string {
  return bounded(text).replace(expression, (...match: unknown[]) =>
    replacement.replace(
      /\\(.)|\$(\d)/gs,
      (_, literal: string | undefined, group: string | undefined) =>
        literal ?? String(typeof match[Number(group)] === 'string' ? match[Number(group)] : ''),
    ),
  );
}

function bounded(text: string): string {
  if (text.length > maxTextLength) {
    throw new ModelError(
      'SCORING_FAILED',
      `A text of ${text.length} characters is too long for a pattern, at most ${maxTextLength}.`,
    );
  }
  return text;
}

const repetition = /^(?:[*+]|\{\d*,?\d*\})/;

/** Walks over the pattern and looks for a repeated group with a repetition or alternative inside. */
function isExplosive(source: string): boolean {
  const groups: boolean[] = [false];
  let repetitions = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] as string;
    if (character === '\\') {
      if (/[1-9k]/.test(source[at + 1] ?? '')) return true;
      at += 1;
    } else if (character === '[') {
      while (at + 1 < source.length && source[at + 1] !== ']') at += source[at + 1] === '\\' ? 2 : 1;
      at += 1;
    } else if (character === '(') {
      groups.push(false);
    } else if (character === ')') {
      const costly = groups.pop() ?? false;
      if (costly && repetition.test(source.slice(at + 1))) return true;
      groups[groups.length - 1] ||= costly;
    } else if (character === '|' || repetition.test(source.slice(at))) {
      if (character !== '|') repetitions += 1;
      groups[groups.length - 1] = true;
    }
  }
  return repetitions > 4;
}

function refused(source: string, problem: string): ModelError {
  return new ModelError('SCORING_FAILED', `The pattern ${JSON.stringify(source.slice(0, 80))} ${problem}.`);
}
