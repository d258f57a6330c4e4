import { KStreamsError } from '../errors.ts';

/** What is asked of a store; keys are as they stand in a URL. */
export type StoreQuery =
  | { readonly kind: 'key'; readonly key: string }
  | {
      readonly kind: 'range';
      readonly from: string | null;
      readonly to: string | null;
      readonly limit: number;
    }
  | { readonly kind: 'count' };

/** A query as it stands in a URL. */
export interface ParsedQuery {
  readonly storeName: string;
  readonly query: StoreQuery;
  /** Only what is on the instance that is asked: it does not ask others. */
  readonly isLocal: boolean;
}

const defaultLimit = 1_000;
const greatestLimit = 10_000;

/**
 * Reads `/STORE/key/KEY`, `/STORE/all`, `/STORE/range?from=KEY&to=KEY` or `/STORE/count`; `limit=N` bounds the entries,
 * `scope=local` keeps the query on one instance.
 *
 * @param path what comes after the place where the service is mounted
 * @throws KStreamsError QUERY_INVALID
 */
export function parseQueryPath(path: string): ParsedQuery {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const [storeName = '', kind, ...rest] = pathname.split('/').slice(1).map(decoded);
  return {
    storeName,
    query: queryOf(kind, rest, searchParams),
    isLocal: searchParams.get('scope') === 'local',
  };
}

/** The same query for one instance only. */
export function localQueryPath(storeName: string, query: StoreQuery): string {
  const parameters = new URLSearchParams({ scope: 'local' });
  const path = `/${encodeURIComponent(storeName)}`;
  if (query.kind === 'key') return `${path}/key/${encodeURIComponent(query.key)}?${parameters}`;
  if (query.kind === 'count') return `${path}/count?${parameters}`;
  if (query.from !== null) parameters.set('from', query.from);
  if (query.to !== null) parameters.set('to', query.to);
  parameters.set('limit', String(query.limit));
  return `${path}/range?${parameters}`;
}

function queryOf(kind: string | undefined, rest: readonly string[], parameters: URLSearchParams): StoreQuery {
  if (kind === 'key' && rest.length === 1) return { kind, key: rest[0] as string };
  if (rest.length > 0) throw invalid('a path with nothing behind it', rest.join('/'));
  if (kind === 'count') return { kind };
  const limit = limitOf(parameters.get('limit'));
  if (kind === 'all') return { kind: 'range', from: null, to: null, limit };
  if (kind === 'range') return { kind, from: parameters.get('from'), to: parameters.get('to'), limit };
  throw invalid('/STORE/key/KEY, /STORE/all, /STORE/range or /STORE/count', kind ?? 'nothing');
}

function limitOf(text: string | null): number {
  if (text === null) return defaultLimit;
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= greatestLimit) return limit;
  throw invalid(`a limit from 1 to ${greatestLimit}`, text);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid('a path that is percent-encoded', part);
  }
}

function invalid(expected: string, got: string): KStreamsError {
  return new KStreamsError('QUERY_INVALID', `Expected ${expected}, got "${got.slice(0, 100)}".`);
}
