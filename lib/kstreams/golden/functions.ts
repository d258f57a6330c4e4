import { Windowed } from '../state/windowed.ts';
import { type FunctionSpec, NotSupported, type ValueType } from './caseFile.ts';

/** What flows through a topology of a case; keys may be `Windowed`, which is left out here for simplicity. */
export type Value = string | number;

/** A function of a record, and the type of what it answers. */
export interface Mapper {
  readonly type: ValueType;
  map(key: Value | null, value: Value | null): Value | null;
}

export interface Types {
  readonly key: ValueType;
  readonly value: ValueType;
}

/** A value as text: `null` for null, decimal for a long, `key@start-end` for a key in a window. */
export function text(value: unknown): string {
  if (!(value instanceof Windowed)) return String(value);
  return `${value.key}@${value.window.start}-${value.window.end}`;
}

export function nameAndArguments(spec: FunctionSpec): readonly [string, ...(string | number)[]] {
  return typeof spec === 'string' ? [spec] : spec;
}

export function notSupported(kind: string, spec: FunctionSpec): never {
  throw new NotSupported(`${kind} ${nameAndArguments(spec)[0]}`);
}

/** Mappers of a value that give null for null. */
const ofText = new Map<string, (value: string, argument: string) => string | null>([
  ['value.upper', (value) => value.toUpperCase()],
  ['value.reverse', (value) => [...value].reverse().join('')],
  ['value.append', (value, suffix) => value + suffix],
  ['value.prepend', (value, prefix) => prefix + value],
  ['value.firstChar', (value) => value.charAt(0) || null],
  ['value.beforePipe', (value) => (value.includes('|') ? value.slice(0, value.indexOf('|')) : null)],
  ['value.afterPipe', (value) => value.slice(value.indexOf('|') + 1)],
  ['value.toString', (value) => value],
]);

const toLong = new Map<string, (value: Value, argument: number) => number | null>([
  ['value.length', (value) => text(value).length],
  ['value.toLong', (value) => (/^-?[0-9]{1,15}$/.test(text(value)) ? Number(value) : null)],
  ['value.add', (value, n) => Number(value) + n],
  ['value.mul', (value, n) => Number(value) * n],
  ['value.mod', (value, n) => ((Number(value) % n) + n) % n],
]);

export function mapper(spec: FunctionSpec, types: Types): Mapper {
  const [name, argument = ''] = nameAndArguments(spec);
  const textMapper = ofText.get(name);
  if (textMapper !== undefined) {
    return {
      type: 'string',
      map: (_, value) => (value === null ? null : textMapper(text(value), String(argument))),
    };
  }
  const longMapper = toLong.get(name);
  if (longMapper !== undefined) {
    return { type: 'long', map: (_, value) => (value === null ? null : longMapper(value, Number(argument))) };
  }
  switch (name) {
    case 'value':
      return { type: types.value, map: (_, value) => value };
    case 'key':
      return { type: types.key, map: (key) => key };
    case 'null':
      return { type: types.value, map: () => null };
    case 'const':
      return { type: typeof argument === 'number' ? 'long' : 'string', map: () => argument };
    case 'key.string':
      return { type: 'string', map: (key) => (key === null ? null : text(key)) };
    case 'key.unwindow':
      return {
        type: typeof types.key === 'object' ? types.key.windowed : types.key,
        map: (key) => (key as unknown as Windowed<Value>).key,
      };
    case 'key+value':
      return { type: 'string', map: (key, value) => `${text(key)}:${text(value)}` };
    case 'failOn':
      return {
        type: types.value,
        map(_, value) {
          if (value === argument) throw new Error(`The value is ${argument}.`);
          return value;
        },
      };
    default:
      return notSupported('function', spec);
  }
}

/** The values that one value becomes. */
export function listMapper(name: string): (value: Value | null) => (Value | null)[] {
  switch (name) {
    case 'value.words':
      return (value) =>
        value === null
          ? []
          : text(value)
              .split(' ')
              .filter((word) => word !== '');
    case 'value.twice':
      return (value) => [value, value];
    default:
      return notSupported('function', name);
  }
}
