import type { TopologyOptimization } from '../dsl/optimizations.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import type { Topology } from '../topology/topology.ts';
import { NotSupported, type Step } from './caseFile.ts';
import type { Value } from './functions.ts';
import { aggregateStep, cogroupStep } from './groupSteps.ts';
import type { Handle } from './handles.ts';
import { isKind } from './handles.ts';
import { sourceStep } from './sourceSteps.ts';
import { splitStep, streamStep } from './streamOperations.ts';
import { tableStep } from './tableOperations.ts';

/** What peek and foreach tell: the step's label, the key and the value. */
export type Effect = (label: string, key: Value | null, value: Value | null) => void;

/** Builds a topology from steps of the DSL. */
export function buildStreams(
  steps: readonly Step[],
  topologyOptimization: TopologyOptimization,
  effect: Effect,
): Topology {
  const builder = new StreamsBuilder();
  const interpreter = new Interpreter(builder, effect);
  for (const step of steps) interpreter.do(step);
  return builder.build({ topologyOptimization });
}

class Interpreter {
  readonly #builder: StreamsBuilder;
  readonly #effect: Effect;
  readonly #named = new Map<string, Handle>();
  #last: Handle | undefined;

  constructor(builder: StreamsBuilder, effect: Effect) {
    this.#builder = builder;
    this.#effect = effect;
  }

  do(step: Step): void {
    const result = this.#result(step);
    if (result === undefined) return;
    this.#last = result;
    if (step.as !== undefined) this.#named.set(step.as, result);
  }

  /** Undefined for a step that yields nothing. */
  #result(step: Step): Handle | undefined {
    const source = sourceStep(this.#builder, step);
    if (source !== undefined) return source === 'nothing' ? undefined : source;
    if (step.op === 'cogroup') return cogroupStep(step, (name) => this.#get(name));
    const from = this.#get(step.from);
    if (step.op === 'split') return this.#split(from, step);
    if (isKind(from, 'stream')) return streamStep(from, step, (name) => this.#get(name), this.#effect);
    if (isKind(from, 'table')) return tableStep(from, step, (name) => this.#get(name));
    return aggregateStep(from, step);
  }

  #split(from: Handle, step: Step): undefined {
    for (const [name, branch] of splitStep(from, step)) this.#named.set(name, branch);
  }

  #get(name: string | undefined): Handle {
    const handle = name === undefined ? this.#last : this.#named.get(name);
    if (handle === undefined) throw new NotSupported(`a step from ${name ?? 'nothing'}`);
    return handle;
  }
}
