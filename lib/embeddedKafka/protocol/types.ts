/**
 * The vocabulary of the message tables: one function per wire type. A message is a record of fields in wire order;
 * one table serves all versions of it, and the TypeScript types of what is read and written follow from the table.
 *
 *     { groupId: string(), rebalanceTimeoutMs: int32({ since: 1, otherwise: -1 }), reason: nullable(string({ since: 8 })) }
 *
 * Tagged fields are left out: they are optional by design, skipped when read and never sent.
 */

export type WireType =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uuid'
  | 'string'
  | 'bytes'
  | 'records'
  | { readonly arrayOf: WireType }
  | { readonly struct: Fields };

/** One field of a message; `Read` is what decoding gives, `Write` what encoding takes. */
export interface Field<Read = unknown, Write = unknown, Optional extends boolean = boolean> {
  readonly type: WireType;
  /** First and last version that carry the field. */
  readonly since: number;
  readonly until: number;
  /** First version in which it may be null. */
  readonly nullableSince: number;
  /** The value read from a version without the field, and written when the field is left out. */
  readonly otherwise: Read;
  /** True when encoding may leave it out. */
  readonly optional: Optional;
  /** Never set: it only carries the type. */
  readonly writes?: Write;
}

export type Fields = Readonly<Record<string, Field>>;

/** What decoding a message gives: every field, whatever the version. */
export type Decoded<F extends Fields> = { -readonly [K in keyof F]: F[K]['otherwise'] };

type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K]['optional'] extends true ? K : never }[keyof F];

/** What encoding a message takes: fields with a default may be left out. */
export type Encodable<F extends Fields> = {
  [K in Exclude<keyof F, OptionalKeys<F>>]: Exclude<F[K]['writes'], undefined>;
} & { [K in OptionalKeys<F>]?: F[K]['writes'] };

/** The two messages of an API. */
export interface Messages {
  readonly request: Fields;
  readonly response: Fields;
}

export type RequestOf<M extends Messages> = Decoded<M['request']>;
export type ResponseOf<M extends Messages> = Encodable<M['response']>;

interface Range {
  readonly since?: number;
  readonly until?: number;
}

interface Options<T> extends Range {
  readonly otherwise?: T;
}

/** A type with its own empty value; giving `otherwise` makes the field optional when encoding. */
function scalar<T>(type: WireType, empty: T) {
  return <const O extends Options<T> = Range>(
    options?: O,
  ): Field<T, T, O extends { readonly otherwise: T } ? true : false> => {
    type Optional = O extends { readonly otherwise: T } ? true : false;
    return {
      type,
      since: options?.since ?? 0,
      until: options?.until ?? Number.POSITIVE_INFINITY,
      nullableSince: Number.POSITIVE_INFINITY,
      otherwise: options?.otherwise ?? empty,
      optional: (options?.otherwise !== undefined) as Optional,
    };
  };
}

/** All zeros: no id. */
export const zeroUuid = '00000000-0000-0000-0000-000000000000';

export const bool = scalar<boolean>('bool', false);
export const int8 = scalar<number>('int8', 0);
export const int16 = scalar<number>('int16', 0);
export const int32 = scalar<number>('int32', 0);
export const int64 = scalar<bigint>('int64', 0n);
/** 16 bytes, in TypeScript the usual 36 characters. */
export const uuid = scalar<string>('uuid', zeroUuid);
export const string = scalar<string>('string', '');
/** Read as a view on the frame, not a copy. */
export const bytes = scalar<Buffer>('bytes', Buffer.alloc(0));

/** Record batches as they came: read as a view on the frame, written without a copy. Clients may send null, we never do. */
export function records(): Field<Buffer | null, Buffer, false> {
  return { ...bytes(), type: 'records', nullableSince: 0, otherwise: null };
}

const elements = { int32: 0, int64: 0n, string: '' };
type Element = keyof typeof elements;
type ElementValue<E extends Element> = E extends 'int32' ? number : E extends 'int64' ? bigint : string;

/** An array of structs, or of one of the simple types named by a word. */
export function array<E extends Element>(
  of: E,
  range?: Range,
): Field<ElementValue<E>[], readonly ElementValue<E>[], false>;
export function array<F extends Fields>(
  of: F,
  range?: Range,
): Field<Decoded<F>[], readonly Encodable<F>[], false>;
export function array(of: Element | Fields, range?: Range): Field<unknown[], unknown, false> {
  return scalar<unknown[]>({ arrayOf: typeof of === 'string' ? of : { struct: of } }, [])(range) as Field<
    unknown[],
    unknown,
    false
  >;
}

/** The field may be null, from the given version on or from its first; null is also what stands when it is absent. */
export function nullable<Read, Write>(
  field: Field<Read, Write>,
  since: number = field.since,
): Field<Read | null, Write | null, true> {
  return { ...field, nullableSince: since, otherwise: null, optional: true } as Field<
    Read | null,
    Write | null,
    true
  >;
}
