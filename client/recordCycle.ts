import { type Penguin, readPenguinRecords, readWineRecords, type Wine } from '@kafka-tutorial/data';
import { PenguinRecord, WineRecord } from '@kafka-tutorial/proto';

/** A message for the data topic; the key says of which data type the value is. */
export interface RecordMessage {
  readonly key: string;
  readonly value: Buffer;
}

/** The encoded records of one data type. */
export interface EncodedTable {
  readonly dataType: string;
  readonly values: readonly Buffer[];
}

/** Gives out the records of several tables in turn, each table again from its start when it is through. */
export class RecordCycle {
  readonly #tables: readonly EncodedTable[];
  #next = 0;

  /** @throws RangeError without tables, or when one of them is empty */
  constructor(tables: readonly EncodedTable[]) {
    if (tables.length === 0 || tables.some(({ values }) => values.length === 0)) {
      throw new RangeError('a cycle needs tables that are not empty');
    }
    this.#tables = tables;
  }

  take(count: number): RecordMessage[] {
    return Array.from({ length: count }, () => this.#take());
  }

  #take(): RecordMessage {
    const { dataType, values } = this.#tables[this.#next % this.#tables.length] as EncodedTable;
    const row = Math.floor(this.#next / this.#tables.length) % values.length;
    this.#next++;
    return { key: dataType, value: values[row] as Buffer };
  }
}

/** Reads and encodes the tables of all data types. */
export async function readTables(): Promise<EncodedTable[]> {
  const [wines, penguins] = await Promise.all([readWineRecords(), readPenguinRecords()]);
  return [
    { dataType: 'wine', values: wines.map(encodeWine) },
    { dataType: 'penguins', values: inStrides(penguins).map(encodePenguin) },
  ];
}

// The penguins are sorted by species: a step that has no divisor in common with their number visits all of them, and
// every species soon.
const stride = 145;

function inStrides<T>(rows: readonly T[]): T[] {
  return rows.map((_, i) => rows[(i * stride) % rows.length] as T);
}

function encodeWine(wine: Wine): Buffer {
  return Buffer.from(WineRecord.encode(wine).finish());
}

function encodePenguin(penguin: Penguin): Buffer {
  return Buffer.from(PenguinRecord.encode(penguin).finish());
}
