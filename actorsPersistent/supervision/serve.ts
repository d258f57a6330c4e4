import { ActorError } from '@kafka-tutorial/actors';
import { type InputRecord, type Outcome, type Reason, topics } from '@kafka-tutorial/serving';
import type { ActorMailbox } from './actorMailbox.ts';
import { type DispatchOptions, dispatch } from './dispatch.ts';

export interface ServeOptions extends Omit<DispatchOptions, 'signal'> {
  /** Aborted to end the serving after what is under way. */
  readonly halt: AbortController;
}

/** Lets an actor work on its mailbox until it is halted. Throws why the actor has failed. */
export async function serve({ halt, ...options }: ServeOptions): Promise<void> {
  let failure: Error | undefined;
  void options.ref.failed.then((error) => {
    failure = error;
    halt.abort();
  });
  await dispatch({ ...options, signal: halt.signal });
  if (failure) throw failure;
}

const nobodysFault: readonly string[] = ['ACTOR_NOT_HERE', 'ACTOR_FENCED'];

/** Whether a failure counts against the actor: that its node or its thread went away, or that it moved, does not. */
export function isHeldAgainst(error: Error): boolean {
  return !(error instanceof ActorError && nobodysFault.includes(error.code));
}

/** Makes dead letters of what is in the mailbox of a stopped actor, and of what comes. */
export async function discard(
  {
    dataType,
    mailbox,
    publish,
    lastError,
  }: Pick<DispatchOptions, 'dataType' | 'mailbox' | 'publish'> & { readonly lastError: Error | undefined },
  signal: AbortSignal,
): Promise<void> {
  const { arrived } = mailbox;
  signal.addEventListener('abort', () => arrived.call());
  while (!signal.aborted) {
    const outcomes = discarded(dataType, takeAll(mailbox), lastError);
    if (outcomes.length === 0) await arrived.sleep();
    else await publish({ outcomes, known: [] });
  }
}

/** What becomes of inputs whose actor was stopped. */
export function discarded(
  dataType: string,
  inputs: readonly InputRecord[],
  lastError: Error | undefined,
): Outcome[] {
  const why = lastError ? `; the last time: ${lastError.message}` : '';
  const reason: Reason = {
    code: 'ACTOR_STOPPED',
    message: `the actor of ${dataType} failed too often and was stopped${why}`,
  };
  return inputs.map((input) =>
    input.topic === topics.models
      ? { kind: 'modelRejected', input, dataType, name: '', modelType: '', reason }
      : { kind: 'deadLettered', input, reason },
  );
}

function takeAll(mailbox: ActorMailbox): InputRecord[] {
  return [...mailbox.models.take(Infinity), ...mailbox.records.take(Infinity)];
}
