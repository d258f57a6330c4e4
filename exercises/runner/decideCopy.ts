import { createHash } from 'node:crypto';
import type { CopyRecord } from './progress.ts';

/** A starter as the repository has it, and as a learner changed it in its place by mistake. */
export interface Starter {
  readonly pristine: string;
  readonly edited?: string | undefined;
}

/** What to do with a learner's copy of a starter. */
export interface CopyDecision {
  readonly record: CopyRecord;
  /** The copy's new text; absent: it stays as it is. */
  readonly write?: string | undefined;
  readonly tell?: 'taken over' | 'both edited' | 'refreshed' | 'newer starter' | undefined;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Decides so that no edit is ever lost, wherever it was made, and that a learner hears of a matter once.
 *
 * @param copy its text; none when it was not made yet
 * @param record what is known of the copy
 */
export function decideCopy(
  { pristine, edited }: Starter,
  copy?: string,
  record: CopyRecord = { starter: sha256(pristine) },
): CopyDecision {
  if (copy === undefined) {
    const fresh = { starter: sha256(pristine) };
    if (edited === undefined) return { write: pristine, record: fresh };
    return { write: edited, record: { ...fresh, takenOver: sha256(edited) }, tell: 'taken over' };
  }
  const unedited = [record.starter, record.takenOver].includes(sha256(copy));
  if (edited !== undefined) return decideEdited(edited, copy, record, unedited);
  const starter = sha256(pristine);
  if (copy === pristine) return { record: { starter } };
  if (sha256(copy) === record.starter) return { write: pristine, record: { starter }, tell: 'refreshed' };
  if ([record.starter, record.toldOf].includes(starter)) return { record };
  return { record: { ...record, toldOf: starter }, tell: 'newer starter' };
}

function decideEdited(edited: string, copy: string, record: CopyRecord, unedited: boolean): CopyDecision {
  const edit = sha256(edited);
  // What was taken over once is the copy's affair from then on: it may have been edited further, or reset.
  if (edit === record.takenOver) return { record };
  if (copy === edited) return { record: { ...record, takenOver: edit } };
  if (unedited) return { write: edited, record: { ...record, takenOver: edit }, tell: 'taken over' };
  if (edit === record.toldOf) return { record };
  return { record: { ...record, toldOf: edit }, tell: 'both edited' };
}
