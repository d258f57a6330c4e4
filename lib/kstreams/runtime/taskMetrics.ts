/** What a task counts. */
export class TaskMetrics {
  /** Java's process-total. */
  processed = 0;
  /** Java's punctuate-total. */
  punctuated = 0;
  /** Java's dropped-records-total: null keys, bad timestamps, errors that a handler let pass, late records. */
  droppedRecords = 0;
}
