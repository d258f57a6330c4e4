/** Which state may follow which; the states and moves are Java's. */
const moves = {
  CREATED: ['REBALANCING', 'PENDING_SHUTDOWN'],
  REBALANCING: ['RUNNING', 'PENDING_SHUTDOWN', 'PENDING_ERROR'],
  RUNNING: ['REBALANCING', 'PENDING_SHUTDOWN', 'PENDING_ERROR'],
  PENDING_SHUTDOWN: ['NOT_RUNNING'],
  NOT_RUNNING: [],
  PENDING_ERROR: ['ERROR'],
  ERROR: [],
} as const;

/** What a client is doing: RUNNING means that all its tasks are restored and at work. */
export type KafkaStreamsState = keyof typeof moves;

/** Called after each change of state. */
export type StateListener = (newState: KafkaStreamsState, oldState: KafkaStreamsState) => void;

/** The state of a client, and who wants to know about it. */
export class StreamsState {
  #current: KafkaStreamsState = 'CREATED';
  listener: StateListener = () => {};

  get current(): KafkaStreamsState {
    return this.#current;
  }

  /** Answers whether the move was made: what comes too late, as RUNNING after a shutdown has begun, is ignored. */
  move(to: KafkaStreamsState): boolean {
    const from = this.#current;
    const legal: readonly KafkaStreamsState[] = moves[from];
    if (!legal.includes(to)) return false;
    this.#current = to;
    this.listener(to, from);
    return true;
  }
}
