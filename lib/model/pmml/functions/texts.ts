import { formatValue } from '../dataTypes.ts';
import { compilePattern, matches, replaceAll } from '../patterns/pattern.ts';
import type { Compiled } from '../program.ts';
import { castTo } from '../transformations/derivedField.ts';
import { type Builtin, invalidArgument, strictCall, unlimited } from './builtin.ts';
import { formatNumber } from './formatNumber.ts';

function ofText(compute: (text: string) => string): Builtin {
  return {
    least: 1,
    most: 1,
    compile: (parts) => ({
      dataType: 'string',
      evaluate: strictCall(asTexts(parts), (text) => compute(String(text))),
    }),
  };
}

function asTexts(parts: readonly Compiled[]): Compiled[] {
  return parts.map((part) => castTo(part, 'string'));
}

/** Fields that join fields double their texts; this is where that ends. */
function limited(name: string, text: string): string {
  if (text.length > 1_000_000) throw invalidArgument(name, 'the text has more than a million characters');
  return text;
}

/** Positions count from 1; a part beyond the end is cut off. */
function substring(text: string, start: number, length: number): string {
  if (start < 1 || length < 0)
    throw invalidArgument('substring', `start ${start} and length ${length} are not allowed`);
  return text.slice(start - 1, start - 1 + length);
}

/** Joins what is there: missing arguments are left out. */
const concat: Builtin = {
  least: 2,
  most: unlimited,
  compile: (parts) => ({
    dataType: 'string',
    evaluate: (frame) => {
      let text = '';
      for (const { dataType, evaluate } of parts) {
        const value = evaluate(frame);
        if (value !== undefined) text += formatValue(dataType, value);
      }
      return limited('concat', text);
    },
  }),
};

export const texts: Readonly<Record<string, Builtin>> = {
  uppercase: ofText((text) => text.toUpperCase()),
  lowercase: ofText((text) => text.toLowerCase()),
  trimBlanks: ofText((text) => text.trim()),
  concat,
  stringLength: {
    least: 1,
    most: 1,
    compile: (parts) => ({
      dataType: 'integer',
      evaluate: strictCall(asTexts(parts), (text) => String(text).length),
    }),
  },
  substring: {
    least: 3,
    most: 3,
    compile: (parts) => ({
      dataType: 'string',
      evaluate: strictCall(parts, (text, start, length) =>
        substring(String(text), Number(start), Number(length)),
      ),
    }),
  },
  replace: {
    least: 3,
    most: 3,
    compile: (parts) => ({
      dataType: 'string',
      evaluate: strictCall(asTexts(parts), (text, pattern, replacement) =>
        limited('replace', replaceAll(String(text), compilePattern(String(pattern)), String(replacement))),
      ),
    }),
  },
  matches: {
    least: 2,
    most: 2,
    compile: (parts) => ({
      dataType: 'boolean',
      evaluate: strictCall(asTexts(parts), (text, pattern) =>
        matches(String(text), compilePattern(String(pattern))),
      ),
    }),
  },
  formatNumber: {
    least: 2,
    most: 2,
    compile: (parts) => ({
      dataType: 'string',
      evaluate: strictCall(parts, (value, format) => formatNumber(Number(value), String(format))),
    }),
  },
};
