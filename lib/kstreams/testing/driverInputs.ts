import type { BuiltTopology, SourceNode } from '../topology/processorTopology.ts';

/** A queue of the driver's task: a topic, or all topics that match one pattern. */
export interface DriverInput {
  readonly name: string;
  readonly source: SourceNode;
  nextOffset: number;
}

/** What the driver's task reads: one partition of every topic, whichever sub-topology it belongs to. */
export class DriverInputs {
  readonly #byTopic = new Map<string, DriverInput>();
  readonly #byPattern: { readonly pattern: RegExp; readonly input: DriverInput }[] = [];

  constructor({ subtopologies }: BuiltTopology) {
    for (const node of subtopologies.flatMap(({ nodes }) => nodes)) {
      if (node.kind !== 'source') continue;
      for (const topic of node.topics) {
        this.#byTopic.set(topic, { name: topic, source: node, nextOffset: 0 });
      }
      if (node.pattern !== undefined) {
        const input = { name: String(node.pattern), source: node, nextOffset: 0 };
        this.#byPattern.push({ pattern: node.pattern, input });
      }
    }
  }

  /** The queue for records of this topic; undefined when no source reads it. */
  of(topic: string): DriverInput | undefined {
    return this.#byTopic.get(topic) ?? this.#byPattern.find(({ pattern }) => pattern.test(topic))?.input;
  }

  all(): readonly DriverInput[] {
    return [...this.#byTopic.values(), ...this.#byPattern.map(({ input }) => input)];
  }
}
