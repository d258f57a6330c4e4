import { KStreamsError } from '../errors.ts';
import type { StateStore } from '../state/stateStore.ts';

const writes = new Set<PropertyKey>([
  ...['put', 'putIfAbsent', 'putAll', 'delete', 'remove'],
  ...['init', 'close', 'flush'],
]);

/** A store with everything that changes it taken away: how a task sees a global store, and a query any store. */
export function readOnly<S extends StateStore>(store: S): S {
  return new Proxy(store, {
    get(target, property) {
      if (writes.has(property)) return () => refuse(store.name, String(property));
      const value: unknown = Reflect.get(target, property, target);
      // Bound, because private fields are not reachable through a proxy.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function refuse(store: string, method: string): never {
  throw new KStreamsError(
    'PROCESSOR_MISUSED',
    `The store ${store} is for reading only here: no ${method}().`,
  );
}
