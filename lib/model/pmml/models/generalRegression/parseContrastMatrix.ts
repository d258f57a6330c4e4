import { corrupt, type ElementReader, readElement } from '../../xml/elementReader.ts';
import { parseNumbers } from '../../xml/parseNumbers.ts';
import type { XmlElement } from '../../xml/parseXml.ts';

/** What a factor's category counts for each of the categories that parameters are of. */
export interface ContrastMatrix {
  readonly categories: readonly string[];
  /** Row by row. */
  readonly rows: readonly Float64Array[];
}

/** Most categories of a factor with a contrast matrix, which grows with their square. */
const maxCategories = 1000;

/** The Categories and the Matrix of a Predictor; `undefined` for a factor that is 1 for its category and 0 for others. */
export function parseContrastMatrix(predictor: ElementReader): ContrastMatrix | undefined {
  const list = predictor.child('Categories');
  const matrix = predictor.child('Matrix');
  const categories =
    list === undefined
      ? []
      : readElement(list, (reader) =>
          reader
            .children('Category')
            .map((child) => readElement(child, (category) => category.requiredText('value'))),
        );
  if (matrix === undefined) return undefined;
  if (categories.length === 0 || categories.length > maxCategories)
    throw corrupt(matrix, `it needs 1 to ${maxCategories} Categories beside it, not ${categories.length}`);
  return { categories, rows: readElement(matrix, (reader) => parseMatrix(reader, categories.length)) };
}

function parseMatrix(reader: ElementReader, size: number): Float64Array[] {
  const { element } = reader;
  for (const name of ['nbRows', 'nbCols']) {
    const count = reader.number(name) ?? size;
    if (count !== size) throw corrupt(element, `${name}="${count}" with ${size} categories`);
  }
  const kind = reader.choice('kind', ['diagonal', 'symmetric', 'any'], 'any');
  const diagonal = reader.number('diagDefault') ?? 0;
  const others = reader.number('offDiagDefault') ?? 0;
  const arrays = reader.children('Array');
  const cells = reader.children('MatCell');
  const rows = Array.from({ length: size }, (_, row) =>
    Float64Array.from({ length: size }, (__, column) => (row === column ? diagonal : others)),
  );
  if (kind === 'diagonal') {
    if (arrays.length !== 1) throw corrupt(element, 'kind="diagonal" needs one Array');
    parseNumbers(arrays[0] as XmlElement, size).forEach((value, index) => {
      (rows[index] as Float64Array)[index] = value;
    });
    return rows;
  }
  if (arrays.length > 0) {
    if (arrays.length !== size) throw corrupt(element, `it has ${arrays.length} rows for ${size} categories`);
    if (kind === 'any') return arrays.map((array) => parseNumbers(array, size));
    // A symmetric matrix is given by the lower left triangle.
    arrays.forEach((array, row) => {
      parseNumbers(array, row + 1).forEach((value, column) => {
        (rows[row] as Float64Array)[column] = value;
        (rows[column] as Float64Array)[row] = value;
      });
    });
    return rows;
  }
  for (const child of cells) placeCell(child, rows);
  return rows;
}

function placeCell(element: XmlElement, rows: readonly Float64Array[]): void {
  readElement(element, (cell) => {
    const row = rows[cell.requiredNumber('row') - 1];
    const column = cell.requiredNumber('col') - 1;
    const value = Number(element.text.trim() || 'none');
    if (row === undefined || row[column] === undefined || Number.isNaN(value))
      throw corrupt(element, 'it has no place in the matrix, or no number');
    row[column] = value;
  });
}
