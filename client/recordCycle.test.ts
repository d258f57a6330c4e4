import { readPenguinRecords } from '@kafka-tutorial/data';
import { PenguinRecord, WineRecord } from '@kafka-tutorial/proto';
import { describe, expect, it } from 'vitest';
import { RecordCycle, readTables } from './recordCycle.ts';

describe('RecordCycle', () => {
  it('takes from its tables in turn, and from the start again when one is through', () => {
    const table = (dataType: string, count: number) => ({
      dataType,
      values: Array.from({ length: count }, (_, i) => Buffer.from(`${dataType}${i}`)),
    });
    const cycle = new RecordCycle([table('a', 2), table('b', 3)]);
    expect(cycle.take(8).map(({ value }) => String(value))).toEqual([
      ...['a0', 'b0', 'a1', 'b1', 'a0', 'b2', 'a1', 'b0'],
    ]);
  });

  it('refuses to go round in nothing', () => {
    expect(() => new RecordCycle([])).toThrow(RangeError);
    expect(() => new RecordCycle([{ dataType: 'a', values: [] }])).toThrow(RangeError);
  });
});

describe('readTables', () => {
  it('has every penguin once, and penguins of all islands among the first ten', async () => {
    const { values = [] } = (await readTables()).find(({ dataType }) => dataType === 'penguins') ?? {};
    const penguins = values.map((bytes) => PenguinRecord.decode(bytes));
    const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(penguins)).toEqual(
      sorted((await readPenguinRecords()).map((one) => new PenguinRecord(one))),
    );
    expect(new Set(penguins.slice(0, 10).map(({ island }) => island)).size).toBe(3);
  });

  it('has the wines in the order of their file', async () => {
    const { values = [] } = (await readTables()).find(({ dataType }) => dataType === 'wine') ?? {};
    expect(values).toHaveLength(1599);
    expect(WineRecord.decode(values[0] as Buffer)).toMatchObject({ fixed_acidity: 7.4, dataType: 'wine' });
  });
});
