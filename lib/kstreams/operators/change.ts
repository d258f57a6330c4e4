/** An update of a table: what a key has now and, when it was asked for, what it had before; null is no row. */
export interface Change<V> {
  readonly newValue: V | null;
  readonly oldValue: V | null;
  /** False for what a versioned table has taken into its history only. Absent: true. */
  readonly isLatest?: boolean | undefined;
}
