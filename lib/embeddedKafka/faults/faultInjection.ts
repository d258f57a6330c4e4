import type { RunningBroker } from '../broker.ts';
import type { KafkaErrorName } from '../protocol/errors.ts';
import type { FaultTarget } from './fault.ts';

/**
 * Faults by request. Each waits for requests of its API, and of its topic when it names one, as many as `times` says
 * (default 1). All reject with EmbeddedKafkaError OPTION_INVALID.
 */
export class FaultInjection {
  readonly #broker: RunningBroker;

  constructor(broker: RunningBroker) {
    this.#broker = broker;
  }

  /** Answers `ms` later. */
  delay({ ms, ...target }: FaultTarget & { ms: number }): Promise<void> {
    return this.#broker.inject({ ...target, action: 'delay', ms });
  }

  /** Answers with an error of Kafka, and does nothing of what was asked. */
  fail({ error, ...target }: FaultTarget & { error: KafkaErrorName }): Promise<void> {
    return this.#broker.inject({ ...target, action: 'fail', error });
  }

  /** Closes the connection instead of answering, before anything is done. */
  disconnect(target: FaultTarget): Promise<void> {
    return this.#broker.inject({ ...target, action: 'disconnect' });
  }

  /** Forgets all faults that have not met their requests. */
  clear(): Promise<void> {
    return this.#broker.clearFaults();
  }
}
