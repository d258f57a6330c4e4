import { corrupt, type ElementReader, readElement } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';

/** The cumulative hazard of the baseline, by time, in order of time. */
export interface HazardTable {
  readonly maxTime: number;
  readonly times: Float64Array;
  readonly hazards: Float64Array;
}

/** What a Cox model needs of time. */
export interface HazardTables {
  readonly timeField: string;
  /** The field that chooses a table. */
  readonly strataField: string | undefined;
  /** By value of that field; one table, by no value, where there is no such field. */
  readonly tables: readonly { readonly value: string | undefined; readonly table: HazardTable }[];
}

/** The BaseCumHazardTables with the attributes of the model that belong to it; `undefined` where there are none. */
export function parseHazard(reader: ElementReader): HazardTables | undefined {
  const timeField = reader.text('endTimeVariable');
  const strataField = reader.text('baselineStrataVariable');
  const element = reader.child('BaseCumHazardTables');
  if (element === undefined) return undefined;
  if (timeField === undefined) throw corrupt(reader.element, 'the attribute endTimeVariable is missing');
  if (strataField === undefined) {
    const table = readElement(element, (tables) => parseTable(tables, element));
    return { timeField, strataField, tables: [{ value: undefined, table }] };
  }
  const tables = readElement(element, (all) => {
    all.ignore('maxTime');
    return all.children('BaselineStratum').map((child) =>
      readElement(child, (stratum) => ({
        value: stratum.ignore('label').requiredText('value'),
        table: parseTable(stratum, child),
      })),
    );
  });
  return { timeField, strataField, tables };
}

function parseTable(reader: ElementReader, element: XmlElement): HazardTable {
  const maxTime = reader.requiredNumber('maxTime');
  const cells = reader.children('BaselineCell').map((child) =>
    readElement(child, (cell) => ({
      time: cell.requiredNumber('time'),
      hazard: cell.requiredNumber('cumHazard'),
    })),
  );
  if (cells.length === 0) throw corrupt(element, 'it has no BaselineCell');
  cells.sort((a, b) => a.time - b.time);
  return {
    maxTime,
    times: Float64Array.from(cells, ({ time }) => time),
    hazards: Float64Array.from(cells, ({ hazard }) => hazard),
  };
}
