import type { SourceNode, TopologyNode } from '../topology/processorTopology.ts';
import { NodeContext, type Schedule } from './processorContext.ts';
import { SinkTaskNode } from './sinkTaskNode.ts';
import type { TaskContext } from './taskContext.ts';
import { RunningProcessor, type TaskNode } from './taskNode.ts';

/** The nodes of a task, linked to each other: what the plain values of a topology become when they run. */
export class TaskGraph {
  readonly #sources = new Map<string, NodeContext>();
  readonly #processors: { readonly running: RunningProcessor; init(): void }[] = [];
  /** A task can be closed while its stores are restored, before any of its processors has begun. */
  readonly #initialized: RunningProcessor[] = [];

  /** Makes the processors; they are not initialised yet. */
  constructor(nodes: readonly TopologyNode[], task: TaskContext, schedule: Schedule) {
    const running = new Map<string, TaskNode>();
    const links: (() => void)[] = [];
    for (const node of nodes) {
      if (node.kind === 'sink') {
        running.set(node.name, new SinkTaskNode(node, task));
        continue;
      }
      const context = new NodeContext(
        node.name,
        node.kind === 'processor' ? node.stateStores : [],
        task,
        schedule,
      );
      links.push(() => context.link(node.children.map((name) => running.get(name) as TaskNode)));
      if (node.kind === 'source') {
        this.#sources.set(node.name, context);
        continue;
      }
      const processor = node.supplier.get();
      const runningProcessor = new RunningProcessor(node.name, processor, task);
      running.set(node.name, runningProcessor);
      this.#processors.push({ running: runningProcessor, init: () => processor.init?.(context) });
    }
    for (const link of links) link();
  }

  /** The context through which a source hands its records to its children. */
  source({ name }: SourceNode): NodeContext {
    return this.#sources.get(name) as NodeContext;
  }

  init(): void {
    for (const { running, init } of this.#processors) {
      this.#initialized.push(running);
      init();
    }
  }

  /** Closes every processor that has begun, even when one fails; then throws the first failure. */
  close(): void {
    const failures: unknown[] = [];
    for (const running of this.#initialized.splice(0)) {
      try {
        running.close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
