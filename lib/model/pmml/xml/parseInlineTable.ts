import { corrupt, readElement } from './elementReader.ts';
import type { XmlElement } from './parseXml.ts';

/** The text of a column in one row; `undefined` where the row has no such column. */
export type TableRow = ReadonlyMap<string, string>;

/** The rows of an InlineTable. A column goes by its name with and without a prefix: `data:input` is `input` too. */
export function parseInlineTable(element: XmlElement): TableRow[] {
  return readElement(element, (table) =>
    table.children('row').map((row) => {
      const cells = new Map<string, string>();
      for (const { name, qualifiedName, text } of row.children) {
        if (!cells.has(name)) cells.set(name, text);
        cells.set(qualifiedName, text);
      }
      return cells;
    }),
  );
}

/** @throws ModelError MODEL_CORRUPT where the row has no such column */
export function requiredCell(row: TableRow, column: string, table: XmlElement): string {
  const text = row.get(column);
  if (text === undefined) throw corrupt(table, `a row has no column "${column}"`);
  return text;
}
