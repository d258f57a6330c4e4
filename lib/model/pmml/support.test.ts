import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtinFunctions } from './functions/builtinFunctions.ts';
import { modelElements, supportedModels } from './models/modelTypes.ts';
import { features } from './outputs/parseOutput.ts';
import { expressionElements, parseExpression } from './transformations/expression.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const section = /\n## PMML\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';

/** The names in code quotes of a row or of a point of the list. */
const named = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string);
const point = (start: string) =>
  new RegExp(`\\n- ${start}[\\s\\S]*?(?=\\n- |\\n\\n)`).exec(section)?.[0] ?? '';
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').slice(1, 4) as [string, string, string]);

describe('what the README says is supported', () => {
  test('models, and what they can be asked for', () => {
    const documented = rows
      .filter(([, functions]) => functions.trim() !== '')
      .map(([model, functions]) => [named(model)[0], functions.trim().split(', ')]);
    const supported = Object.entries(supportedModels).map(([name, { functions }]) => [name, [...functions]]);
    expect(documented).toEqual(supported);
  });

  test('and models that are refused', () => {
    const documented = rows
      .filter(([, functions]) => functions.trim() === '')
      .flatMap(([model]) => named(model));
    expect(documented).toEqual(modelElements.filter((name) => !Object.hasOwn(supportedModels, name)));
  });

  test('expressions', () => {
    const isRefused = (name: string) => {
      const element = {
        name,
        qualifiedName: name,
        attributes: new Map(),
        children: [],
        text: '',
        line: 1,
        column: 1,
      };
      try {
        parseExpression(element);
        return false;
      } catch (error) {
        return (error as { code?: string }).code === 'MODEL_UNSUPPORTED';
      }
    };
    const [supported = '', refused = ''] = point('Expressions').split('Not ');
    expect(named(supported)).toEqual(expressionElements.filter((name) => !isRefused(name)));
    expect(named(refused)).toEqual(expressionElements.filter(isRefused));
  });

  test('functions', () => {
    expect(named(point('Functions')).toSorted()).toEqual(Object.keys(builtinFunctions).toSorted());
  });

  test('output features', () => {
    expect(named(point('Output features')).toSorted()).toEqual([...features].toSorted());
  });
});
