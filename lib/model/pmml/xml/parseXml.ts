import { SaxesParser } from 'saxes';
import { ModelError } from '../../errors.ts';

/** An element with its attributes, children and own text. Names are local names; see `qualifiedName` for the prefix. */
export interface XmlElement {
  readonly name: string;
  /** The name as written, `data:input` for example: inline tables name their columns so. */
  readonly qualifiedName: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What a document may cost at most; beyond, MODEL_TOO_LARGE. */
export interface XmlLimits {
  readonly maxBytes: number;
  readonly maxElements: number;
  readonly maxDepth: number;
}

export const defaultXmlLimits: XmlLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxElements: 2_000_000,
  maxDepth: 512,
};

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads a well-formed XML document into a tree. A document type declaration is refused, so no entities exist
 * but the five of XML itself.
 *
 * @throws ModelError MODEL_CORRUPT with line and column, MODEL_TOO_LARGE
 */
export function parseXml(source: Uint8Array | string, limits: XmlLimits = defaultXmlLimits): XmlElement {
  if (source.length > limits.maxBytes) {
    throw tooLarge(`${source.length} bytes, at most ${limits.maxBytes} are read`);
  }
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;

  parser.on('error', (error) => {
    throw new ModelError(
      'MODEL_CORRUPT',
      `The PMML document is not well-formed XML: ${error.message.replace(/^(\d+):(\d+): (.*?)\.?$/s, 'line $1, column $2: $3')}.`,
    );
  });
  parser.on('doctype', () => {
    throw new ModelError('MODEL_CORRUPT', `Line ${parser.line}: a document type declaration is not allowed.`);
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > limits.maxElements) throw tooLarge(`more than ${limits.maxElements} elements`);
    if (open.length >= limits.maxDepth) throw tooLarge(`elements nested deeper than ${limits.maxDepth}`);
    const attributes = new Map<string, string>();
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.prefix === '' && attribute.local !== 'xmlns')
        attributes.set(attribute.local, attribute.value);
    }
    const element: OpenElement = {
      name: tag.local,
      qualifiedName: tag.name,
      attributes,
      children: [],
      text: '',
      line: parser.line,
      column: parser.column,
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    root = open.pop();
  });

  parser.write(typeof source === 'string' ? source : decode(source)).close();
  if (root === undefined) throw new ModelError('MODEL_CORRUPT', 'The PMML document has no element.');
  return root;
}

/** The encoding is what the XML declaration says, else UTF-8; a byte order mark decides first. */
function decode(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  const marked = head.startsWith('\xff\xfe')
    ? 'utf-16le'
    : head.startsWith('\xfe\xff')
      ? 'utf-16be'
      : declared;
  try {
    return new TextDecoder(marked, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ModelError('MODEL_CORRUPT', `The bytes of the PMML document are not ${marked} text.`, {
      cause,
    });
  }
}

function tooLarge(what: string): ModelError {
  return new ModelError('MODEL_TOO_LARGE', `The PMML document is too large: ${what}.`);
}
