import { ModelDescriptor } from '@kafka-tutorial/proto';
import { beforeEach, describe, expect, it } from 'vitest';
import { dataTypeNamed } from './dataTypes.ts';
import { loadModel } from './loadModel.ts';
import type { Scored } from './outcome.ts';
import { ServedModel } from './servedModel.ts';
import { TerminalReport } from './terminalReport.ts';
import { inputRecord, modelRecord, testFactory } from './testing.ts';

const input = { ...inputRecord(null), message: { ...inputRecord(null).message, offset: '7' } };
let served: ServedModel;
let lines: string[];
let report: TerminalReport;

const scored = (value: number | string | null, dataType = 'wine'): Scored => ({
  ...{ kind: 'scored', input, dataType: dataTypeNamed(dataType), score: { value }, served, micros: 312 },
});

beforeEach(async () => {
  const { factory } = testFactory({ tree: {} });
  const descriptor = new ModelDescriptor({ name: 'tree', dataType: 'wine', modeltype: 2 });
  served = ServedModel.begin(await loadModel(descriptor, factory), undefined, 0);
  lines = [];
  report = new TerminalReport((line) => lines.push(line));
});

describe('TerminalReport', () => {
  it('prints a line for what became of each record and model', () => {
    report.observe([
      { kind: 'modelAccepted', input: modelRecord({}), served },
      { kind: 'modelAccepted', input: modelRecord({}), served, label: 'canary' },
      scored(5.674),
      scored('Adelie', 'penguins'),
      scored(null),
      { kind: 'skipped', input, dataType: dataTypeNamed('wine') },
      { kind: 'deadLettered', input, reason: { code: 'RECORD_EMPTY', message: 'the record has no bytes' } },
    ]);
    expect(lines).toEqual([
      'New model - tree (PMML) for wine, version 1',
      'New model - tree (PMML) for wine, version 1, canary',
      'Calculated quality - 5.67 calculated in 0.31 ms',
      'Calculated species - Adelie calculated in 0.31 ms',
      'Calculated quality - no prediction calculated in 0.31 ms',
      'No model available - skipping',
      'Dead letter - models_data-0@7: the record has no bytes (RECORD_EMPTY)',
    ]);
  });

  it('turns into a summary a second above 20 records a second, and back', () => {
    report.observe(Array.from({ length: 100 }, () => scored(5)));
    expect(lines).toHaveLength(20);
    report.tick();
    expect(lines.at(-1)).toBe('Scored 100 records in the last second, 312.0 µs each');
    report.observe([scored(5)]);
    expect(lines).toHaveLength(21);
    report.tick();
    report.observe([scored(5)]);
    expect(lines.at(-1)).toBe('Calculated quality - 5.00 calculated in 0.31 ms');
  });
});
