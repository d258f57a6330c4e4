import { isHeldAsNumber, type PmmlValue } from '../dataTypes.ts';
import type { Compiled } from '../program.ts';
import type { Scope } from '../scope.ts';
import { corrupt, ElementReader, unsupported } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';

/** A number that sums up the list in a field: a record here is what other systems call a group of records. */
export interface Aggregate {
  readonly kind: 'Aggregate';
  readonly element: XmlElement;
  readonly field: string;
  readonly function: 'count' | 'sum' | 'average' | 'min' | 'max';
}

export function parseAggregate(element: XmlElement): Aggregate {
  const reader = new ElementReader(element).ignore('groupField');
  // A condition on the records of the group can only be applied where they come from.
  if (reader.text('sqlWhere') !== undefined) throw unsupported(element, 'sqlWhere');
  const aggregate: Aggregate = {
    kind: 'Aggregate',
    element,
    field: reader.requiredText('field'),
    function: reader.choice('function', ['count', 'sum', 'average', 'min', 'max']),
  };
  reader.finish();
  return aggregate;
}

export function compileAggregate(
  { element, field: name, function: method }: Aggregate,
  scope: Scope,
): Compiled {
  const field = scope.resolve(name);
  const list = field.list?.();
  if (list === undefined) throw corrupt(element, `the field "${name}" is computed and can be no list`);
  if (method === 'count') return { dataType: 'integer', evaluate: (frame) => list(frame)?.length };
  if (!isHeldAsNumber(field.dataType))
    throw corrupt(element, `the values of "${name}" are of type ${field.dataType} and have no ${method}`);
  const combine = combinations[method];
  return {
    dataType: method === 'average' && field.dataType === 'integer' ? 'double' : field.dataType,
    evaluate: (frame) => {
      const values = list(frame);
      return values === undefined || values.length === 0 ? undefined : combine(values);
    },
  };
}

function sum(values: readonly PmmlValue[]): number {
  let total = 0;
  for (const value of values) total += Number(value);
  return total;
}

function extreme(values: readonly PmmlValue[], isBetter: (value: number, best: number) => boolean): number {
  let best = Number(values[0]);
  for (const value of values) if (isBetter(Number(value), best)) best = Number(value);
  return best;
}

const combinations = {
  sum,
  average: (values: readonly PmmlValue[]) => sum(values) / values.length,
  min: (values: readonly PmmlValue[]) => extreme(values, (value, best) => value < best),
  max: (values: readonly PmmlValue[]) => extreme(values, (value, best) => value > best),
};
