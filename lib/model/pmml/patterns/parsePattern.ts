import { ModelError } from '../../errors.ts';
import {
  anything,
  type CharacterClass,
  escapedCharacter,
  escapedClass,
  isWordCharacter,
} from './characters.ts';

/** A regular expression as a tree. */
export type PatternNode =
  | { readonly kind: 'character'; readonly matches: CharacterClass }
  | { readonly kind: 'assertion'; readonly holds: (text: string, at: number) => boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly body: PatternNode }
  | {
      readonly kind: 'repeat';
      readonly body: PatternNode;
      readonly least: number;
      readonly most: number;
      readonly greedy: boolean;
    };

const assertions: Record<string, (text: string, at: number) => boolean> = {
  '^': (_, at) => at === 0,
  $: (text, at) => at === text.length,
  '\\b': (text, at) => isBoundary(text, at),
  '\\B': (text, at) => !isBoundary(text, at),
};

function isBoundary(text: string, at: number): boolean {
  return isWordCharacter(text[at - 1] ?? '') !== isWordCharacter(text[at] ?? '');
}

/**
 * Reads the common part of the regular expression dialects: classes, groups, alternatives, greedy and lazy
 * repetition, `^ $ \b \B \d \w \s`. Back references and look-around are refused: they cannot be searched in linear time.
 *
 * @throws ModelError SCORING_FAILED
 */
export function parsePattern(source: string): { root: PatternNode; groups: number } {
  const reader = new PatternReader(source);
  const root = reader.readChoice();
  if (!reader.atEnd) throw reader.refused('has a ) without a (');
  return { root, groups: reader.groups };
}

class PatternReader {
  groups = 0;
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get atEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  refused(problem: string): ModelError {
    return new ModelError(
      'SCORING_FAILED',
      `The pattern ${JSON.stringify(this.#source.slice(0, 80))} ${problem}.`,
    );
  }

  readChoice(): PatternNode {
    const parts = [this.#readSequence()];
    while (this.#take('|')) parts.push(this.#readSequence());
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: 'choice', parts };
  }

  #readSequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.atEnd && !this.#isNext('|') && !this.#isNext(')'))
      parts.push(this.#readRepeat(this.#readAtom()));
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: 'sequence', parts };
  }

  #readRepeat(body: PatternNode): PatternNode {
    const match = /^(?:[*+?]|\{(\d{1,3})(?:(,)(\d{1,3})?)?\})/.exec(
      this.#source.slice(this.#at, this.#at + 10),
    );
    if (match === null) return body;
    this.#at += match[0].length;
    const [text, low, comma, high] = match;
    const unlimited = Number.POSITIVE_INFINITY;
    const most =
      text === '?' ? 1 : low === undefined || (comma && high === undefined) ? unlimited : Number(high ?? low);
    const least = low === undefined ? (text === '+' ? 1 : 0) : Number(low);
    if (least > most) throw this.refused(`repeats at least ${least} and at most ${most} times`);
    return { kind: 'repeat', body, least, most, greedy: !this.#take('?') };
  }

  #readAtom(): PatternNode {
    const character = this.#next();
    if (character === '(') return this.#readGroup();
    if (character === '[') return { kind: 'character', matches: this.#readClass() };
    if (character === '.') return { kind: 'character', matches: anything };
    if (character === '*' || character === '+' || character === '?') throw this.refused('repeats nothing');
    const written = character === '\\' ? `\\${this.#next()}` : character;
    const holds = assertions[written];
    if (holds !== undefined) return { kind: 'assertion', holds };
    if (character !== '\\') return { kind: 'character', matches: (other) => other === character };
    return { kind: 'character', matches: this.#readEscape(written[1] as string) };
  }

  #readEscape(letter: string): CharacterClass {
    const known = escapedClass(letter);
    if (known !== undefined) return known;
    const character = escapedCharacter(letter);
    if (character === undefined) throw this.refused(`uses \\${letter}, which is not supported`);
    return (other) => other === character;
  }

  #readGroup(): PatternNode {
    this.#depth += 1;
    if (this.#depth > 50) throw this.refused('has groups nested too deeply');
    let index = 0;
    if (this.#take('?')) {
      if (!this.#take(':')) throw this.refused('uses look-around, which is not supported');
    } else {
      this.groups += 1;
      index = this.groups;
    }
    const body = this.readChoice();
    if (!this.#take(')')) throw this.refused('has a ( without a )');
    this.#depth -= 1;
    return index === 0 ? body : { kind: 'group', index, body };
  }

  #readClass(): CharacterClass {
    const negated = this.#take('^');
    const parts: CharacterClass[] = [];
    for (let first = true; first || !this.#isNext(']'); first = false) {
      const start = this.#next();
      const known = start === '\\' ? escapedClass(this.#source[this.#at] ?? '') : undefined;
      if (known !== undefined) {
        this.#at += 1;
        parts.push(known);
        continue;
      }
      const low = start === '\\' ? this.#readEscapedMember() : start;
      const isRange = this.#isNext('-') && this.#source[this.#at + 1] !== ']';
      if (isRange) this.#at += 1;
      const end = isRange ? this.#next() : low;
      const high = end === '\\' && isRange ? this.#readEscapedMember() : end;
      parts.push((character) => character >= low && character <= high);
    }
    this.#at += 1;
    return (character) => parts.some((part) => part(character)) !== negated;
  }

  #readEscapedMember(): string {
    const letter = this.#next();
    const character = escapedCharacter(letter);
    if (character === undefined) throw this.refused(`uses \\${letter}, which is not supported`);
    return character;
  }

  #next(): string {
    const character = this.#source[this.#at];
    if (character === undefined) throw this.refused('ends too early');
    this.#at += 1;
    return character;
  }

  #isNext(character: string): boolean {
    return this.#source[this.#at] === character;
  }

  #take(character: string): boolean {
    if (!this.#isNext(character)) return false;
    this.#at += 1;
    return true;
  }
}
