import { ModelError } from '../../errors.ts';
import { type DataType, dataTypes, type PmmlValue } from '../dataTypes.ts';
import { operand } from '../predicates/compilePredicate.ts';
import type { Compiled } from '../program.ts';
import type { Scope } from '../scope.ts';
import { ElementReader } from '../xml/elementReader.ts';
import { parseInlineTable, requiredCell } from '../xml/parseInlineTable.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { typedConstant } from './constant.ts';

/** The output column of the table row whose columns equal the fields. */
export interface MapValues {
  readonly kind: 'MapValues';
  readonly fields: readonly string[];
  /** A row: what the fields must be, in their order, and the value. */
  readonly rows: readonly { readonly keys: readonly string[]; readonly value: string }[];
  readonly dataType: DataType;
  readonly defaultValue: string | undefined;
  readonly mapMissingTo: string | undefined;
}

export function parseMapValues(element: XmlElement): MapValues {
  const reader = new ElementReader(element);
  const outputColumn = reader.requiredText('outputColumn');
  const pairs = reader.children('FieldColumnPair').map((child) => {
    const pair = new ElementReader(child);
    const parsed = { field: pair.requiredText('field'), column: pair.requiredText('column') };
    pair.finish();
    return parsed;
  });
  const table = reader.requiredChild('InlineTable');
  const rows = parseInlineTable(table).map((row) => ({
    keys: pairs.map(({ column }) => requiredCell(row, column, table)),
    value: requiredCell(row, outputColumn, table),
  }));
  const map: MapValues = {
    kind: 'MapValues',
    fields: pairs.map(({ field }) => field),
    rows,
    dataType: reader.choice('dataType', dataTypes, 'string'),
    defaultValue: reader.text('defaultValue'),
    mapMissingTo: reader.text('mapMissingTo'),
  };
  reader.finish();
  return map;
}

/** A table by its first key, then by its second and so on, down to the value. */
type Index = Map<PmmlValue, Index | PmmlValue | typeof ambiguous>;

/** What an entry of a Map takes, in numbers. */
const mapEntry = 10;

/** Stands where several rows have the same keys. */
const ambiguous = Symbol('ambiguous');

export function compileMapValues(map: MapValues, scope: Scope): Compiled {
  const fields = map.fields.map((name) => scope.resolve(name));
  const { dataType } = map;
  const typed = (text: string | undefined): PmmlValue | undefined =>
    text === undefined ? undefined : typedConstant(dataType, text);
  // A function's body is compiled for every call.
  scope.program.holdNumbers(map.rows.length * fields.length * mapEntry);
  const index: Index = new Map();
  for (const row of map.rows) {
    let level = index;
    row.keys.forEach((text, position) => {
      const key = operand(fields[position] as (typeof fields)[number], text);
      if (position < row.keys.length - 1) {
        const next = level.get(key) ?? new Map();
        level.set(key, next);
        level = next as Index;
      } else {
        level.set(key, level.has(key) ? ambiguous : typedConstant(dataType, row.value));
      }
    });
  }
  const otherwise = typed(map.defaultValue);
  const missing = typed(map.mapMissingTo);
  const readers = fields.map((field) => field.evaluate);
  return {
    dataType,
    evaluate: (frame) => {
      let level: Index | PmmlValue | typeof ambiguous | undefined = index;
      let found = true;
      for (const read of readers) {
        const value = read(frame);
        if (value === undefined) return missing;
        if (!found) continue;
        level = (level as Index).get(value);
        found = level !== undefined;
      }
      if (level === ambiguous)
        throw new ModelError('SCORING_FAILED', 'A MapValues table has several rows for one key.');
      return found ? (level as PmmlValue) : otherwise;
    },
  };
}
