import { corrupt, ElementReader } from './elementReader.ts';
import type { XmlElement } from './parseXml.ts';

/**
 * The items of an Array element: separated by blanks, in double quotes where they hold blanks themselves, with `\"`
 * for a quote.
 */
export function parseArray(element: XmlElement): string[] {
  const reader = new ElementReader(element);
  const expected = reader.number('n');
  reader.ignore('type');
  reader.finish();
  const items: string[] = [];
  for (const match of element.text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/gs)) {
    items.push(match[1] === undefined ? (match[2] as string) : match[1].replace(/\\(["\\])/g, '$1'));
  }
  if (expected !== undefined && expected !== items.length) {
    throw corrupt(element, `n="${expected}", but it has ${items.length} items`);
  }
  return items;
}
