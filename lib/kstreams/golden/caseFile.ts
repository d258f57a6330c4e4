/** A function of the notation: its name, or its name and arguments. */
export type FunctionSpec = string | readonly [string, ...(string | number)[]];

export type ValueType = 'string' | 'long' | WindowedType;

/** A key in a window: of a size, or a session. */
export interface WindowedType {
  readonly windowed: ValueType;
  /** Absent: a session. */
  readonly sizeMs?: number;
}

/** Text, a long, or raw bytes. */
export type JsonValue = string | number | null | { readonly b64: string };

/** A key in a window, as results show it. */
export interface WindowedKey {
  readonly key: string | number;
  readonly start: number;
  readonly end: number;
}

/** One step of building a topology; which fields an `op` has is said in the notation's tables. */
export interface Step {
  readonly op: string;
  readonly from?: string;
  readonly as?: string;
  readonly name?: string;
  readonly topic?: string;
  readonly topics?: readonly string[];
  readonly pattern?: string;
  readonly topicFn?: FunctionSpec;
  readonly key?: ValueType;
  readonly value?: ValueType;
  readonly timestampExtractor?: FunctionSpec;
  readonly store?: string;
  readonly materialized?: boolean;
  readonly versioned?: { readonly historyRetentionMs: number };
  readonly fn?: FunctionSpec;
  readonly keyFn?: FunctionSpec;
  readonly valueFn?: FunctionSpec;
  readonly each?: string;
  readonly pred?: FunctionSpec;
  readonly effect?: string;
  readonly with?: string;
  readonly branches?: readonly { readonly pred: FunctionSpec; readonly name?: string }[];
  readonly default?: string | true;
  readonly partitions?: number;
  readonly processor?: string;
  readonly args?: ProcessorArgs;
  readonly stores?: readonly string[];
  readonly streams?: readonly { readonly from: string; readonly aggregator: FunctionSpec }[];
  readonly reducer?: FunctionSpec;
  readonly init?: string | number;
  readonly aggregator?: FunctionSpec;
  readonly adder?: FunctionSpec;
  readonly subtractor?: FunctionSpec;
  readonly parents?: readonly string[];
  readonly uses?: readonly string[];
  readonly kind?: string;
  readonly sizeMs?: number;
  readonly advanceMs?: number;
  readonly diffMs?: number;
  readonly gapMs?: number;
  readonly graceMs?: number;
  readonly strategy?: string;
  readonly merger?: FunctionSpec;
  readonly joiner?: string;
  readonly keyMapper?: FunctionSpec;
  readonly foreignKey?: FunctionSpec;
  readonly window?: { readonly beforeMs: number; readonly afterMs: number; readonly graceMs: number };
  readonly until?: string;
  readonly waitMs?: number;
  readonly maxRecords?: number;
  readonly onFull?: string;
  readonly processors?: readonly string[];
  readonly source?: string;
  readonly processorName?: string;
  readonly retentionMs?: number;
  readonly historyRetentionMs?: number;
  readonly windowSizeMs?: number;
  readonly retainDuplicates?: boolean;
}

export interface ProcessorArgs {
  readonly ms?: number;
  readonly children?: readonly (readonly [string, string])[];
  readonly type?: 'streamTime' | 'wallClockTime';
  readonly intervalMs?: number;
  readonly cancelAfter?: number;
  readonly rescheduleOn?: string;
  readonly streamMs?: number;
  readonly wallMs?: number;
  readonly store?: string;
  readonly windowMs?: number;
}

export type JsonHeaders = readonly (readonly [string, JsonValue])[];

export interface JsonRecord {
  readonly topic: string;
  readonly key: JsonValue;
  readonly value: JsonValue;
  readonly timestamp: number;
  readonly headers?: JsonHeaders;
}

/** A record that came out on a topic of the user. */
export interface OutputRecord extends Omit<JsonRecord, 'key'> {
  readonly key: JsonValue | WindowedKey;
}

export type Input = JsonRecord | { readonly advanceWallClockMs: number };

export interface StoreContent {
  readonly kind: string;
  /** Their fields depend on the kind; absent for buffers, which cannot be read. */
  readonly entries?: readonly object[];
}

export interface ChangelogRecord extends Omit<JsonRecord, 'topic' | 'timestamp'> {
  readonly input: number;
  /** Null: sent without one, so that it is the time of sending. */
  readonly timestamp: number | null;
}

/** One topology, what went in and what Java made of it. A case that is only about `describe` has no inputs. */
export interface GoldenCase {
  readonly name: string;
  readonly theme: string;
  readonly api: 'dsl' | 'processor';
  readonly config: Readonly<Record<string, string>>;
  readonly initialWallClockMs?: number;
  readonly topology: readonly Step[];
  readonly describe: string;
  readonly internalTopics: readonly object[];
  readonly inputs: readonly Input[];
  readonly outputs: readonly (readonly OutputRecord[])[];
  /** Only with peek or foreach. */
  readonly effects?: readonly (readonly (readonly JsonValue[])[])[];
  readonly stores: Readonly<Record<string, StoreContent>>;
  readonly changelogs: Readonly<Record<string, readonly ChangelogRecord[]>>;
  readonly droppedRecords?: number;
}

/** A step, function or store kind that the library does not have yet: the case is skipped, not failed. */
export class NotSupported extends Error {}
