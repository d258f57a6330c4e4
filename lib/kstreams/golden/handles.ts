import type { CogroupedKStream } from '../dsl/cogroupedKStream.ts';
import type { GlobalKTable } from '../dsl/globalKTable.ts';
import type { KGroupedStream } from '../dsl/kgroupedStream.ts';
import type { KGroupedTable } from '../dsl/kgroupedTable.ts';
import type { KStream } from '../dsl/kstream.ts';
import type { KTable } from '../dsl/ktable.ts';
import type { SessionWindowedCogroupedKStream } from '../dsl/sessionWindowedCogroupedKStream.ts';
import type { SessionWindowedKStream } from '../dsl/sessionWindowedKStream.ts';
import type { TimeWindowedCogroupedKStream } from '../dsl/timeWindowedCogroupedKStream.ts';
import type { TimeWindowedKStream } from '../dsl/timeWindowedKStream.ts';
import { NotSupported } from './caseFile.ts';
import type { Types, Value } from './functions.ts';

/** What each kind of step result is in the DSL. */
interface Kinds {
  stream: KStream<Value | null, Value | null>;
  table: KTable<Value, Value>;
  globalTable: GlobalKTable<Value, Value>;
  groupedStream: KGroupedStream<Value, Value | null>;
  groupedTable: KGroupedTable<Value, Value>;
  cogrouped: CogroupedKStream<Value, Value>;
  timeWindowed: TimeWindowedKStream<Value, Value | null>;
  sessionWindowed: SessionWindowedKStream<Value, Value | null>;
  timeWindowedCogrouped: TimeWindowedCogroupedKStream<Value, Value>;
  sessionWindowedCogrouped: SessionWindowedCogroupedKStream<Value, Value>;
}

type Kind = keyof Kinds;

/** The result of a step, with the types that a case gives its serdes by. */
export interface Handle<K extends Kind = Kind> extends Types {
  readonly kind: K;
  readonly is: Kinds[K];
}

export function handle<K extends Kind>(kind: K, is: Kinds[K], { key, value }: Types): Handle<K> {
  return { kind, is, key, value };
}

export function isKind<K extends Kind>(given: Handle, kind: K): given is Handle<K> {
  return given.kind === kind;
}

/** @throws NotSupported when it is of another kind */
export function expectKind<K extends Kind>(given: Handle, kind: K, op: string): Handle<K> {
  if (isKind(given, kind)) return given;
  throw new NotSupported(`${op} of a ${given.kind}`);
}
