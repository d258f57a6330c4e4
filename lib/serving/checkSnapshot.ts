import type { TimesSnapshot } from './scoringTimes.ts';
import type { ServedModelSnapshot } from './servedModel.ts';
import type { PreviousModel } from './view.ts';

/** A histogram is compressed: a small text can become large. */
const longestText = 16 * 1024;
const mostPrevious = 100;

/**
 * Statistics as they were stored, field by field: a store is filled from a topic, and there can be anything on a topic.
 *
 * @throws TypeError that names the field
 */
export function checkSnapshot(parsed: unknown): ServedModelSnapshot {
  const from = fieldsOf(parsed, 'statistics');
  const { previous } = from;
  if (!Array.isArray(previous) || previous.length > mostPrevious) throw unexpected('previous', previous);
  return {
    ...texts(from, 'name', 'description', 'modelType'),
    ...numbers(from, 'version', 'since', 'errors'),
    times: checkTimes(from.times),
    previous: previous.map(checkPrevious),
  };
}

function checkTimes(parsed: unknown): TimesSnapshot {
  const from = fieldsOf(parsed, 'times');
  return { ...numbers(from, 'usage', 'duration', 'min', 'max'), ...texts(from, 'histogram') };
}

function checkPrevious(parsed: unknown): PreviousModel {
  const from = fieldsOf(parsed, 'previous');
  return { ...texts(from, 'name', 'modelType'), ...numbers(from, 'version', 'since', 'until', 'usage') };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(parsed: unknown, what: string): Fields {
  if (typeof parsed === 'object' && parsed !== null) return parsed as Fields;
  throw unexpected(what, parsed);
}

function numbers<Name extends string>(from: Fields, ...names: Name[]): Record<Name, number> {
  return checked(from, names, (value): value is number => typeof value === 'number' && value >= 0);
}

function texts<Name extends string>(from: Fields, ...names: Name[]): Record<Name, string> {
  const isText = (value: unknown) => typeof value === 'string' && value.length <= longestText;
  return checked(from, names, (value): value is string => isText(value));
}

function checked<Name extends string, T>(
  from: Fields,
  names: readonly Name[],
  check: (value: unknown) => value is T,
): Record<Name, T> {
  const entries = names.map((name) => {
    const value = from[name];
    if (!check(value)) throw unexpected(name, value);
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Record<Name, T>;
}

function unexpected(field: string, value: unknown): TypeError {
  return new TypeError(`the stored ${field} cannot be ${JSON.stringify(value)?.slice(0, 100)}`);
}
