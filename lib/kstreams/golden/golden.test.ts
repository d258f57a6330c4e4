import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { GoldenCase } from './caseFile.ts';
import { runCase } from './runCase.ts';
import { readCases, runCases } from './runCases.ts';

const directory = fileURLToPath(new URL('../fixtures/golden/', import.meta.url));
const cases = readCases(directory);

describe('Java made the same of it', () => {
  it('has cases of every theme that is supported', () => {
    const themes = new Set(cases.map(({ theme }) => theme));
    expect([...themes].sort()).toEqual([
      'aggregation',
      'describe',
      'emit on close',
      'errors',
      'foreign-key join',
      'naming',
      'optimisation',
      'processor',
      'stateless',
      'stream-global join',
      'stream-stream join',
      'stream-table join',
      'suppress',
      'table',
      'table-table join',
      'window',
    ]);
  });

  it.each(cases)('$name: $description', (golden) => {
    expect(runCase(golden)).toEqual({ result: 'PASS' });
  });
});

describe('runCase', () => {
  function given(name: string): GoldenCase {
    const golden = cases.find((candidate) => candidate.name === name);
    if (golden === undefined) throw new Error(`no case ${name}`);
    return structuredClone(golden);
  }

  it.each([
    ['describe line [1]', { describe: 'Topologies:\n   Sub-topology: 7\n' }],
    ['internalTopics[0]', { internalTopics: [] }],
    ['outputs[0][0]', { outputs: [[]] }],
    ['changelogs.golden-c-changelog[0]', { changelogs: { 'golden-c-changelog': [] } }],
    ['stores.c', { stores: {} }],
    ['droppedRecords', { droppedRecords: 99 }],
    ['effects[0]', { effects: [] }],
  ])('finds a difference in %s', (path, change) => {
    const outcome = runCase({ ...given('error-processing-continue'), ...change });
    expect(outcome.result).toBe('FAIL');
    expect(outcome).toHaveProperty('why', expect.stringContaining(path));
  });

  it('finds a difference in a timestamp, a header and a value', () => {
    const golden = given('papi-headers');
    const [first] = golden.outputs[0] ?? [];
    if (first === undefined) throw new Error('the case has no output');
    const changes = [{ timestamp: 1 }, { headers: [] }, { value: 'other' }];
    const results = changes.map((change) => {
      const outputs = [
        [{ ...first, ...change }, ...(golden.outputs[0] ?? []).slice(1)],
        ...golden.outputs.slice(1),
      ];
      return runCase({ ...golden, outputs }).result;
    });
    expect(results).toEqual(['FAIL', 'FAIL', 'FAIL']);
  });

  it('skips what the library does not have, and says what', () => {
    const golden = given('agg-count-groupbykey');
    const topology = [...golden.topology.slice(0, 2), { op: 'explode' }];
    expect(runCase({ ...golden, topology })).toEqual({
      result: 'SKIP',
      why: 'explode of a groupedStream is not supported yet',
    });
  });
});

describe('runCases', () => {
  it('tells a line for each case of the themes asked for, and the counts', () => {
    const lines: string[] = [];
    const counts = runCases(directory, ['errors'], (line) => lines.push(line));
    expect(counts).toEqual({ passed: 2, failed: 0, skipped: 0 });
    expect(lines).toEqual([
      'PASS error-deserialization-continue',
      'PASS error-processing-continue',
      '2 passed, 0 failed, 0 skipped',
    ]);
  });
});
