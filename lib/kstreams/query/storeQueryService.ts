import { KStreamsError } from '../errors.ts';
import { askInstance } from './askInstance.ts';
import { type HostInfo, isSameHost } from './hostInfo.ts';
import type { Found, QueriedStore, QueriedStreams } from './queriedStore.ts';
import { localQueryPath, parseQueryPath, type StoreQuery } from './storeQuery.ts';

export interface StoreQueryServiceOptions {
  readonly streams: QueriedStreams;
  /** This instance, as in `applicationServer`. */
  readonly self: HostInfo;
  /** The stores that may be asked about, by name. */
  readonly stores: Readonly<{ [name: string]: QueriedStore }>;
  /** Where the service is mounted on every instance, such as `/stores`. */
  readonly basePath: string;
  /** How long another instance may take, default 2 000. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** An answer for an HTTP response: the status, and what is to be sent as JSON. */
export interface QueryAnswer {
  readonly status: number;
  readonly body: unknown;
}

const statuses: Readonly<{ [code: string]: number }> = {
  QUERY_INVALID: 400,
  TOPOLOGY_UNKNOWN_NAME: 404,
  STORE_NOT_AVAILABLE: 503,
};

/**
 * Answers queries about the stores of a whole application on any of its instances: a key is asked for where it is, a
 * range of all instances together. It belongs to no web framework: give it a path, and send what it answers.
 */
export class StoreQueryService {
  readonly #options: StoreQueryServiceOptions;

  constructor(options: StoreQueryServiceOptions) {
    this.#options = options;
  }

  /**
   * Answers `GET <basePath><path>`, where the path is one of {@link parseQueryPath}. Never rejects: what is wrong is in
   * the answer, as `{ error: { code, message } }`.
   */
  async answer(path: string): Promise<QueryAnswer> {
    try {
      const { storeName, query, isLocal } = parseQueryPath(path);
      const store = this.#storeNamed(storeName);
      if (isLocal) return { status: 200, body: store.read(this.#options.streams, storeName, query) };
      return shown(await this.#ask(storeName, store, query));
    } catch (error) {
      const code = error instanceof KStreamsError ? error.code : 'QUERY_FAILED';
      const message = error instanceof Error ? error.message : String(error);
      return { status: statuses[code] ?? 500, body: { error: { code, message } } };
    }
  }

  async #ask(storeName: string, store: QueriedStore, query: StoreQuery): Promise<Found> {
    const { streams } = this.#options;
    if (query.kind === 'key') {
      const metadata = store.locate(streams, storeName, query.key);
      if (metadata === undefined) throw moving(storeName);
      return this.#askOne(metadata.activeHost, storeName, store, query);
    }
    const before = this.#assignment(storeName);
    const instances = streams.streamsMetadataForStore(storeName);
    const parts = await Promise.all(
      instances.map(({ hostInfo }) => this.#askOne(hostInfo, storeName, store, query)),
    );
    // After a rebalance no instance is at work before all have joined, this one too: so all parts are of one assignment.
    if (before !== this.#assignment(storeName)) throw moving(storeName);
    return together(parts, query);
  }

  async #askOne(host: HostInfo, storeName: string, store: QueriedStore, query: StoreQuery): Promise<Found> {
    const { streams, self, basePath, timeoutMs = 2_000, fetch: fetching = fetch } = this.#options;
    if (isSameHost(host, self)) return store.read(streams, storeName, query);
    const path = basePath + localQueryPath(storeName, query);
    return (await askInstance(host, path, timeoutMs, fetching)) as Found;
  }

  /** Changes when the tasks are given out anew. */
  #assignment(storeName: string): string {
    const { streams } = this.#options;
    if (streams.state() !== 'RUNNING') throw moving(storeName);
    return JSON.stringify(streams.streamsMetadataForStore(storeName));
  }

  #storeNamed(name: string): QueriedStore {
    const { stores } = this.#options;
    const store = Object.hasOwn(stores, name) ? stores[name] : undefined;
    if (store !== undefined) return store;
    const names = Object.keys(stores).join(', ');
    throw new KStreamsError(
      'TOPOLOGY_UNKNOWN_NAME',
      `There is no store ${name.slice(0, 100)}; there are ${names}.`,
    );
  }
}

/** The parts of several instances as one. */
function together(parts: readonly Found[], query: StoreQuery): Found {
  if (query.kind !== 'range') {
    const count = parts.reduce((sum, part) => sum + (part.kind === 'count' ? part.count : 0), 0);
    return { kind: 'count', count };
  }
  const ranges = parts.filter((part) => part.kind === 'range');
  const entries = ranges.flatMap((part) => part.entries);
  const isCut = entries.length > query.limit || ranges.some((part) => part.isCut);
  return { kind: 'range', entries: entries.slice(0, query.limit), isCut };
}

function shown(found: Found): QueryAnswer {
  if (found.kind === 'key') return { status: found.entry.value === null ? 404 : 200, body: found.entry };
  const { kind: _, ...body } = found;
  return { status: 200, body };
}

function moving(storeName: string): KStreamsError {
  return new KStreamsError(
    'STORE_NOT_AVAILABLE',
    `The tasks of the store ${storeName} are being given out anew.`,
    {
      hint: 'Try again when the group has settled.',
    },
  );
}
