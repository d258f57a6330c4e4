import type { MaybePromise, ProcessorContext, Record } from '@kafka-tutorial/kstreams';
import type { DataOutcome } from '../outcome.ts';
import { scoreRecords } from '../scoreRecords.ts';
import type { ServedModel } from '../servedModel.ts';
import { inputRecordOf } from './origin.ts';
import { outcomeRecord } from './outcomeRecords.ts';

/**
 * Scores a record and forwards what became of it. At once unless the model is asynchronous: a promise for each record
 * would cost more than the score.
 *
 * @param modelOf the model in service for a data type
 */
export function scoreRecord(
  record: Record<Buffer, Buffer>,
  context: ProcessorContext<Buffer, DataOutcome>,
  modelOf: (dataType: string) => ServedModel | undefined,
): MaybePromise<void> {
  const outcomes = scoreRecords([inputRecordOf(record, context)], modelOf);
  const forward = ([outcome]: readonly DataOutcome[]) => outcome && context.forward(outcomeRecord(outcome));
  return outcomes instanceof Promise ? outcomes.then(forward) : forward(outcomes);
}
