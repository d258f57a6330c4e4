import { numberOf } from '../dataTypes.ts';
import { corrupt, type ElementReader, readElement } from './elementReader.ts';
import { parseArray } from './parseArray.ts';
import type { XmlElement } from './parseXml.ts';

/** The elements that hold a list of numbers. */
export const numberArrays = ['Array', 'REAL-SparseArray', 'INT-SparseArray'];

/** The numbers of an Array or a sparse array, which must be as many as expected. */
export function parseNumbers(element: XmlElement, expected: number): Float64Array {
  if (element.name !== 'Array') return readElement(element, (reader) => parseSparse(reader, expected));
  const numbers = numbersOf(element, parseArray(element));
  if (numbers.length !== expected)
    throw corrupt(element, `it has ${numbers.length} numbers where ${expected} belong`);
  return numbers;
}

function numbersOf(element: XmlElement, texts: readonly string[]): Float64Array {
  return Float64Array.from(texts, (text) => {
    const number = numberOf(text);
    if (number === undefined) throw corrupt(element, `"${text.slice(0, 80)}" is not a number`);
    return number;
  });
}

/** Entries at places that count from 1; between them lies the default, 0 where none is given. */
function parseSparse(reader: ElementReader, expected: number): Float64Array {
  const { element } = reader;
  const length = reader.number('n') ?? expected;
  if (length !== expected) throw corrupt(element, `n="${length}", but ${expected} numbers belong here`);
  const numbers = new Float64Array(expected).fill(reader.number('defaultValue') ?? 0);
  const listOf = (name: string) => {
    const child = reader.child(name);
    return child === undefined
      ? new Float64Array()
      : numbersOf(
          child,
          child.text.split(/\s+/).filter((text) => text !== ''),
        );
  };
  const indices = listOf('Indices');
  const entries = listOf(element.name.startsWith('REAL') ? 'REAL-Entries' : 'INT-Entries');
  if (indices.length !== entries.length) throw corrupt(element, 'it has not as many entries as indices');
  indices.forEach((index, position) => {
    if (!Number.isInteger(index) || index < 1 || index > expected)
      throw corrupt(element, `the index ${index} is not between 1 and ${expected}`);
    numbers[index - 1] = entries[position] as number;
  });
  return numbers;
}
