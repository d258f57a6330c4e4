import type { FunctionSpec } from './caseFile.ts';
import { nameAndArguments, notSupported, text, type Value } from './functions.ts';

export type RecordPredicate = (key: Value | null, value: Value | null) => boolean;

const ofValue = new Map<string, (value: Value, argument: Value) => boolean>([
  ['value.eq', (value, expected) => value === expected],
  ['value.gt', (value, limit) => Number(value) > Number(limit)],
  ['value.isEven', (value) => Number(value) % 2 === 0],
  ['value.lengthGt', (value, limit) => text(value).length > Number(limit)],
  ['value.startsWith', (value, prefix) => text(value).startsWith(text(prefix))],
  ['value.contains', (value, part) => text(value).includes(text(part))],
]);

/** What asks for the value is false when that is null. */
export function predicate(spec: FunctionSpec): RecordPredicate {
  const [name, argument = ''] = nameAndArguments(spec);
  const test = ofValue.get(name);
  if (test !== undefined) return (_, value) => value !== null && test(value, argument);
  switch (name) {
    case 'true':
      return () => true;
    case 'false':
      return () => false;
    case 'key.notNull':
      return (key) => key !== null;
    case 'key.eq':
      return (key) => key === argument;
    case 'value.notNull':
      return (_, value) => value !== null;
    default:
      return notSupported('predicate', spec);
  }
}
