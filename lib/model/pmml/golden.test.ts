import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runPmmlCase } from '../golden/pmmlCase.ts';

const fixtures = fileURLToPath(new URL('../fixtures/pmml/', import.meta.url));
const cases = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('models score as the reference does', () => {
  test('all cases are there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(202);
  });

  test.each(cases.map(({ name }) => name))('%s', async (name) => {
    expect(await runPmmlCase(`${fixtures}${name}`)).toEqual({ outcome: 'PASS' });
  });
});
