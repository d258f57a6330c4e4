import type { FunctionSpec } from './caseFile.ts';
import { nameAndArguments, notSupported, text, type Value } from './functions.ts';

export type ReducerFunction = (aggregate: Value, value: Value | null) => Value | null;
export type AggregatorFunction = (key: Value, value: Value | null, aggregate: Value | null) => Value | null;

export function reducer(spec: FunctionSpec): ReducerFunction {
  switch (nameAndArguments(spec)[0]) {
    case 'sum':
      return (a, b) => Number(a) + Number(b);
    case 'diff':
      return (a, b) => Number(a) - Number(b);
    case 'max':
      return (a, b) => Math.max(Number(a), Number(b));
    case 'min':
      return (a, b) => Math.min(Number(a), Number(b));
    case 'concat':
      return (a, b) => `${text(a)},${text(b)}`;
    case 'first':
      return (a) => a;
    case 'last':
      return (_, b) => b;
    case 'remove':
      return (a, b) => withoutFirst(text(a), text(b));
    default:
      return notSupported('reducer', spec);
  }
}

export function aggregator(spec: FunctionSpec): AggregatorFunction {
  const [name, argument] = nameAndArguments(spec);
  switch (name) {
    case 'concat':
      return (_, value, aggregate) => appended(aggregate, value);
    case 'concatKeyed':
      return (key, value, aggregate) => `${text(aggregate)}${text(key)}=${text(value)};`;
    case 'concatNullOn':
      return (_, value, aggregate) => (value === argument ? null : appended(aggregate ?? '', value));
    case 'remove':
      return (_, value, aggregate) => withoutFirst(text(aggregate), text(value));
    case 'sum':
      return (_, value, aggregate) => Number(aggregate) + Number(value);
    case 'sub':
      return (_, value, aggregate) => Number(aggregate) - Number(value);
    case 'count':
      return (_key, _value, aggregate) => Number(aggregate) + 1;
    case 'addLength':
      return (_, value, aggregate) => Number(aggregate) + text(value).length;
    default:
      return notSupported('aggregator', spec);
  }
}

/** Makes one value of those of two sessions. */
export function merger(spec: FunctionSpec): (key: Value, one: Value, other: Value) => Value {
  switch (nameAndArguments(spec)[0]) {
    case 'concat':
      return (_, one, other) => (one === '' ? other : other === '' ? one : `${text(one)},${text(other)}`);
    case 'sum':
      return (_, one, other) => Number(one) + Number(other);
    default:
      return notSupported('merger', spec);
  }
}

function appended(list: Value | null, value: Value | null): string {
  return list === '' ? text(value) : `${text(list)},${text(value)}`;
}

/** A comma-separated list without the first element that equals `element`. */
function withoutFirst(list: string, element: string): string {
  const elements = list.split(',');
  const index = elements.indexOf(element);
  return (index < 0 ? elements : elements.toSpliced(index, 1)).join(',');
}
