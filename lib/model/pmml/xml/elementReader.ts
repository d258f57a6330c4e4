import { ModelError } from '../../errors.ts';
import { numberOf } from '../dataTypes.ts';
import type { XmlElement } from './parseXml.ts';

/** Elements and attributes that describe a model and take no part in scoring, wherever they stand. */
const describing = new Set(['Extension', 'ModelStats', 'ModelExplanation', 'Taxonomy']);

/** Attributes of the reference implementation that change scores; others that begin with x- are for other tools. */
const scoring = new Set(['x-mathContext', 'x-leakage', 'x-wordRE', 'x-reportField']);

/**
 * Takes an element apart and keeps account of it: what nobody has asked for when `finish` is called is something that
 * this evaluator does not honour, and is refused by name instead of being scored wrong.
 */
export class ElementReader {
  readonly element: XmlElement;
  readonly #known = new Set<string>();

  constructor(element: XmlElement) {
    this.element = element;
  }

  /** An attribute's text, `undefined` when it is absent. */
  text(name: string): string | undefined {
    this.#known.add(name);
    return this.element.attributes.get(name);
  }

  requiredText(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw corrupt(this.element, `the attribute ${name} is missing`);
    return text;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = numberOf(text);
    if (number === undefined) throw corrupt(this.element, `${name}="${text}" is not a number`);
    return number;
  }

  requiredNumber(name: string): number {
    this.requiredText(name);
    return this.number(name) as number;
  }

  flag(name: string, otherwise: boolean): boolean {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0') return false;
    throw corrupt(this.element, `${name}="${text}" is neither true nor false`);
  }

  /** An attribute with a fixed set of values; any other value is not supported. */
  choice<const T extends string>(name: string, allowed: readonly T[], otherwise?: NoInfer<T>): T {
    const text = this.text(name) ?? otherwise ?? this.requiredText(name);
    const found = allowed.find((value) => value === text);
    if (found === undefined) {
      throw unsupported(this.element, `${name}="${text}"`, `One of: ${allowed.join(', ')}.`);
    }
    return found;
  }

  /** The children of these names, in document order. */
  children(...names: readonly string[]): XmlElement[] {
    for (const name of names) this.#known.add(`<${name}>`);
    return this.element.children.filter((child) => names.includes(child.name));
  }

  /** The one child of these names; `undefined` when there is none, an error when there are several. */
  child(...names: readonly string[]): XmlElement | undefined {
    const found = this.children(...names);
    if (found.length > 1)
      throw corrupt(found[1] as XmlElement, `only one ${names.join(' or ')} is allowed here`);
    return found[0];
  }

  requiredChild(...names: readonly string[]): XmlElement {
    const child = this.child(...names);
    if (child === undefined) throw corrupt(this.element, `it needs a ${names.join(' or ')}`);
    return child;
  }

  /** Names attributes, and elements as `<Name>`, that carry no meaning for scoring here. */
  ignore(...names: readonly string[]): this {
    for (const name of names) this.#known.add(name);
    return this;
  }

  /** Throws MODEL_UNSUPPORTED when the element holds something that was neither read nor ignored. */
  finish(): void {
    for (const [name, value] of this.element.attributes) {
      if (this.#known.has(name) || (name.startsWith('x-') && !scoring.has(name))) continue;
      throw unsupported(this.element, `${name}="${value}"`);
    }
    for (const child of this.element.children) {
      if (!this.#known.has(`<${child.name}>`) && !describing.has(child.name)) throw unsupported(child);
    }
  }
}

/** Reads all of an element: what `read` does not ask for is refused. */
export function readElement<Result>(element: XmlElement, read: (reader: ElementReader) => Result): Result {
  const reader = new ElementReader(element);
  const result = read(reader);
  reader.finish();
  return result;
}

/** Messages quote the document, and end up in logs and message headers. */
const maxShown = 300;

export function unsupported(element: XmlElement, attribute?: string, hint?: string): ModelError {
  const what = attribute === undefined ? element.name : `${element.name} ${attribute.slice(0, maxShown)}`;
  return new ModelError('MODEL_UNSUPPORTED', `PMML line ${element.line}: ${what} is not supported.`, {
    ...(hint === undefined ? {} : { hint }),
  });
}

export function corrupt(element: XmlElement, problem: string): ModelError {
  return new ModelError(
    'MODEL_CORRUPT',
    `PMML line ${element.line}, column ${element.column}: ${element.name}: ${problem.slice(0, maxShown)}.`,
  );
}
