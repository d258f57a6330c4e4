import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseClientOptions } from './clientOptions.ts';
import { parseReaderOptions } from './readerOptions.ts';

const client = (...args: string[]) => parseClientOptions(['node', 'client', ...args]);
const reader = (...args: string[]) => parseReaderOptions(['node', 'reader', ...args]);
const refuses = (run: () => unknown) => expect(run).toThrow('exit 1');

beforeEach(() => {
  vi.stubEnv('PORT', undefined);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('publishes a record a second and a model every ten by default', () => {
  expect(client()).toEqual({ rate: 1, modelInterval: 10, count: Infinity, port: 5400 });
});

it('takes rates, intervals, counts and ports', () => {
  expect(client('--rate', 'max', '--model-interval', '0', '--count', '7', '--port', '0')).toEqual({
    ...{ rate: Infinity, modelInterval: 0, count: 7, port: 0 },
  });
  expect(client('--rate', '0.5').rate).toBe(0.5);
});

it('refuses what makes no sense', () => {
  for (const rate of ['0', '-1', 'fast', '1e9', '']) refuses(() => client('--rate', rate));
  for (const interval of ['-1', '9999999']) refuses(() => client('--model-interval', interval));
  for (const count of ['0', '1.5']) refuses(() => client('--count', count));
});

it('reads all topics, or those that are named either way', () => {
  expect(reader().topics).toHaveLength(5);
  expect(reader('--from-beginning', '--topics', 'data,models_results')).toEqual({
    fromBeginning: true,
    topics: ['models_data', 'models_results'],
  });
  refuses(() => reader('--topics', 'data,other'));
});
