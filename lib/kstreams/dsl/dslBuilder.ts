import type { ProcessorSupplier } from '../processor/processor.ts';
import type { StoreBuilder } from '../state/storeBuilder.ts';
import type { GraphNode, ProcessorGraphNode } from './graph/graphNode.ts';
import { LogicalGraph } from './graph/logicalGraph.ts';
import { Names } from './names.ts';

/** What all streams and tables of one StreamsBuilder share: the graph they add to, and its names. */
export class DslBuilder {
  readonly names = new Names();
  readonly graph = new LogicalGraph();

  /** Adds one operator below its parents. */
  addProcessor<KIn, VIn, KOut, VOut>(
    name: string,
    supplier: ProcessorSupplier<KIn, VIn, KOut, VOut>,
    parents: readonly GraphNode[],
    options: ProcessorOptions = {},
  ): ProcessorGraphNode {
    const { role = 'other', storeNames = [], store = () => undefined, takesNullKeys = false } = options;
    const node: ProcessorGraphNode = {
      kind: 'processor',
      ...{ name, supplier, role, storeNames, store, takesNullKeys },
      gracePeriodMs: options.gracePeriodMs,
    };
    this.graph.add(node, ...parents);
    return node;
  }
}

export interface ProcessorOptions {
  readonly role?: ProcessorGraphNode['role'];
  readonly storeNames?: readonly string[];
  readonly store?: () => StoreBuilder | undefined;
  readonly gracePeriodMs?: number | undefined;
  readonly takesNullKeys?: boolean;
}
