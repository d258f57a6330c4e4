/**
 * Types of the functions that users pass in. `K` and `V` include null where a key or value may be null. They answer at
 * once; what has to wait for something is done in a Processor, which may answer a promise.
 */

export type Predicate<K, V> = (key: K, value: V) => boolean;

/** The key comes second, for it is seldom needed; it must not be changed. */
export type ValueMapper<K, V, VR> = (value: V, key: K) => VR;

export type KeyValueMapper<K, V, R> = (key: K, value: V) => R;

export type ForeachAction<K, V> = (key: K, value: V) => void;

export type Initializer<VA> = () => VA;

/** Null deletes the aggregate; the next record begins with the initial value again. */
export type Aggregator<K, V, VA> = (key: K, value: V, aggregate: VA) => VA | null;

/** Null deletes the aggregate; the next record begins anew. `V` may include null where `A` does not. */
export type Reducer<A, V = A> = (aggregate: A, value: V) => A | null;

/** The value of two sessions that have become one; the first is the one that has been merged so far. */
export type Merger<K, VA> = (key: K, one: VA, other: VA) => VA;

export type ValueJoiner<VL, VR, VOut> = (left: VL, right: VR) => VOut;

/** The key comes last, for it is seldom needed; it must not be changed. */
export type ValueJoinerWithKey<K, VL, VR, VOut> = (left: VL, right: VR, key: K) => VOut;
