/** What can go wrong between actors, their state and their cluster; docs/errors.md lists the same codes. */
export const actorErrors = {
  ACTOR_FENCED: 'A later owner has the state of the actor; whoever held it before may not write it any more.',
  ACTOR_STATE_DAMAGED: 'Kept state cannot be read: it is torn, of another actor, or of another version.',
  ACTOR_STATE_TOO_LARGE: 'What is to be kept has more bytes than the place where it is kept can take.',
  ACTOR_STATE_UNUSABLE: 'The place where state is kept cannot be read or written.',
  ACTOR_FAILED: 'The actor failed; it is started again with the state it kept.',
  ACTOR_STOPPED: 'The actor failed too often and was stopped: its records and models are dead letters.',
  ACTOR_NOT_HERE: 'The actor lives on another node, or on none just now.',
  ACTOR_NO_ANSWER: 'The actor did not answer in time.',
  ACTOR_MESSAGE_MALFORMED: 'The bytes of a message between threads or nodes are not what they claim to be.',
} as const;

export type ActorErrorCode = keyof typeof actorErrors;

/** An error of an actor, its state or its cluster. */
export class ActorError extends Error {
  override readonly name = 'ActorError';
  readonly code: ActorErrorCode;
  readonly hint: string | undefined;

  constructor(code: ActorErrorCode, message: string, options?: { hint?: string; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint;
  }
}
