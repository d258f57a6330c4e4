import { corrupt, type ElementReader, readElement } from '../xml/elementReader.ts';
import { parseInlineTable, type TableRow } from '../xml/parseInlineTable.ts';
import type { XmlElement } from '../xml/parseXml.ts';

/** A field of the records that a model carries to be checked with: an input, or a result and how exact it must be. */
export interface VerificationField {
  readonly field: string;
  readonly column: string;
  /** How far a result may lie from the expected one, as a share of that. */
  readonly precision: number;
  /** Numbers up to this are as good as 0. */
  readonly zeroThreshold: number;
}

/** Records with the results that the model had when it was made. */
export interface Verification {
  readonly element: XmlElement;
  readonly fields: readonly VerificationField[];
  readonly rows: readonly TableRow[];
}

export function parseVerification(element: XmlElement | undefined): Verification | undefined {
  if (element === undefined) return undefined;
  return readElement(element, (reader) => {
    reader.ignore('recordCount', 'fieldCount');
    const fields = readElement(reader.requiredChild('VerificationFields'), (list) =>
      list.children('VerificationField').map((child) => readElement(child, parseField)),
    );
    return { element, fields, rows: parseInlineTable(reader.requiredChild('InlineTable')) };
  });
}

function parseField(reader: ElementReader): VerificationField {
  const field = reader.requiredText('field');
  const precision = reader.number('precision') ?? 1e-6;
  const zeroThreshold = reader.number('zeroThreshold') ?? 1e-16;
  if (precision < 0 || zeroThreshold < 0)
    throw corrupt(reader.element, 'precision and zeroThreshold cannot be negative');
  return { field, column: reader.text('column') ?? field, precision, zeroThreshold };
}
