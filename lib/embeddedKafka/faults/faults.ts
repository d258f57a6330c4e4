import { EmbeddedKafkaError } from '../errors.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { Fault } from './fault.ts';
import { topicsIn } from './topicsIn.ts';

interface Pending {
  readonly fault: Fault;
  left: number;
}

/** Their answers have no place for an error, or come from no part that could fail. */
const infallible = ['ApiVersions', 'DescribeCluster'];

/** The faults that wait for their requests. */
export class Faults {
  readonly #apiNames: readonly string[];
  #pending: Pending[] = [];

  /** @param apiNames the APIs that a fault can be for */
  constructor(apiNames: readonly string[]) {
    this.#apiNames = apiNames;
  }

  /** @throws EmbeddedKafkaError OPTION_INVALID */
  add(fault: Fault): void {
    const { api, times = 1 } = fault;
    if (!this.#apiNames.includes(api)) throw invalid('api', `one of ${this.#apiNames.join(', ')}`, api);
    if (!(times >= 1)) throw invalid('times', 'a number from 1', times);
    if (fault.action === 'delay' && !(fault.ms >= 0)) throw invalid('ms', 'a number from 0', fault.ms);
    if (fault.action === 'fail' && !Object.hasOwn(kafkaErrors, fault.error))
      throw invalid('error', 'the name of a Kafka error, as in NOT_LEADER_OR_FOLLOWER', fault.error);
    if (fault.action === 'fail' && infallible.includes(api)) throw invalid('api', 'one that can fail', api);
    this.#pending.push({ fault, left: times });
  }

  /** Forgets all that has not met its request yet. */
  clear(): void {
    this.#pending = [];
  }

  /**
   * The faults that this request meets, in the order in which they were added; each has then one time less.
   * @param topicName finds a topic by its id
   */
  take(api: string, request: object, topicName: (id: string) => string | undefined): Fault[] {
    if (this.#pending.length === 0) return [];
    const meets = ({ fault }: Pending) =>
      fault.api === api && (fault.topic === undefined || topicsIn(request, topicName).has(fault.topic));
    const met = this.#pending.filter(meets);
    for (const pending of met) pending.left--;
    this.#pending = this.#pending.filter(({ left }) => left > 0);
    return met.map(({ fault }) => fault);
  }
}

function invalid(option: string, expected: string, got: unknown): EmbeddedKafkaError {
  return new EmbeddedKafkaError('OPTION_INVALID', `${option} of a fault is ${got}; expected ${expected}`);
}
