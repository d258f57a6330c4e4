import { readFile } from 'node:fs/promises';
import type { PenguinRecord, WineRecord } from '@kafka-tutorial/proto';
import { parseCsv } from './csv.ts';

/** A wine as it is published: without its quality, which the models are to find. */
export type Wine = Omit<WineRecord, '$unknowns'>;

/** A penguin as it is published: without its species. What was not measured is absent. */
export type Penguin = Omit<PenguinRecord, '$unknowns'>;

/** The 1599 wines, in the order of the file. */
export async function readWineRecords(): Promise<Wine[]> {
  const rows = await readTable('wine/winequality_red.csv');
  return rows.map(({ quality: _, ...features }) => {
    const numbers = Object.entries(features).map(([name, cell]) => [name, Number(cell)]);
    return { ...Object.fromEntries(numbers), dataType: 'wine' };
  });
}

/** The 344 penguins, in the order of the file. */
export async function readPenguinRecords(): Promise<Penguin[]> {
  const rows = await readTable('penguins/penguins.csv');
  return rows.map(({ species: _, ...features }) => {
    const measured = Object.entries(features).filter(([, cell]) => cell !== '');
    const values = measured.map(([name, cell]) => [name, isText(name) ? cell : Number(cell)]);
    return { ...Object.fromEntries(values), dataType: 'penguins' };
  });
}

function isText(name: string): boolean {
  return name === 'island' || name === 'sex';
}

async function readTable(file: string): Promise<Record<string, string>[]> {
  return parseCsv(await readFile(new URL(file, import.meta.url), 'utf8'));
}
