import { ModelError } from '../../errors.ts';
import { compileSteps, type Step } from './compileSteps.ts';
import { parsePattern } from './parsePattern.ts';
import { search } from './search.ts';

/** A compiled regular expression. Searching costs time in proportion to the text, whatever the pattern. */
export interface Pattern {
  readonly steps: readonly Step[];
  readonly groups: number;
}

const known = new Map<string, Pattern>();

/** @throws ModelError SCORING_FAILED for what is no pattern, too large or not supported */
export function compilePattern(source: string): Pattern {
  let pattern = known.get(source);
  if (pattern === undefined) {
    const { root, groups } = parsePattern(source);
    pattern = { steps: compileSteps(root), groups };
    // Patterns can come from the records; they must not pile up.
    if (known.size >= 100) known.clear();
    known.set(source, pattern);
  }
  return pattern;
}

const maxTextLength = 10_000;

/** Whether the pattern occurs anywhere in the text. */
export function matches(text: string, pattern: Pattern): boolean {
  return search(pattern.steps, bounded(text), 0) !== undefined;
}

/** In the replacement `$0` is the match, `$1` to `$9` its groups, and a backslash takes the next character as it is. */
export function replaceAll(text: string, pattern: Pattern, replacement: string): string {
  let result = '';
  let copied = 0;
  let from = 0;
  while (from <= bounded(text).length) {
    const bounds = search(pattern.steps, text, from);
    if (bounds === undefined) break;
    const [start, end] = bounds as [number, number];
    result += text.slice(copied, start) + expand(text, bounds, replacement);
    copied = end;
    from = end > start ? end : end + 1;
  }
  return result + text.slice(copied);
}

function bounded(text: string): string {
  if (text.length <= maxTextLength) return text;
  throw new ModelError(
    'SCORING_FAILED',
    `A text of ${text.length} characters is too long to be searched, at most ${maxTextLength}.`,
  );
}

function expand(text: string, bounds: readonly (number | undefined)[], replacement: string): string {
  return replacement.replace(/\\(.)|\$(\d)/gs, (_, literal: string | undefined, digit: string) => {
    if (literal !== undefined) return literal;
    const group = Number(digit);
    return text.slice(bounds[2 * group] ?? 0, bounds[2 * group + 1] ?? 0);
  });
}
