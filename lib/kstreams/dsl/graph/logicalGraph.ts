import type { GraphNode, RootNode } from './graphNode.ts';

/** What the calls of the DSL add up to: nodes, who follows whom, and the order in which they are to be written. */
export class LogicalGraph {
  readonly root: RootNode;
  /** Source nodes whose topics need the same number of partitions. */
  readonly copartitioned: Set<string>[] = [];
  readonly #children = new Map<GraphNode, Set<GraphNode>>();
  readonly #parents = new Map<GraphNode, Set<GraphNode>>();
  readonly #priorities = new Map<GraphNode, number>();
  #nextPriority = 0;

  constructor(root: RootNode = { kind: 'root', name: 'root' }) {
    this.root = root;
  }

  /** Adds a node below its parents. One that is there already is linked again and written later than before. */
  add(node: GraphNode, ...parents: readonly GraphNode[]): void {
    for (const parent of parents) this.link(parent, node);
    this.setPriority(node, this.#nextPriority++);
  }

  link(parent: GraphNode, child: GraphNode): void {
    added(this.#children, parent, child);
    added(this.#parents, child, parent);
  }

  unlink(parent: GraphNode, child: GraphNode): void {
    this.#children.get(parent)?.delete(child);
    this.#parents.get(child)?.delete(parent);
  }

  /** All but the root, in the order in which they were added first. */
  nodes(): GraphNode[] {
    return [...this.#priorities.keys()];
  }

  childrenOf(node: GraphNode): GraphNode[] {
    return [...(this.#children.get(node) ?? [])];
  }

  parentsOf(node: GraphNode): GraphNode[] {
    return [...(this.#parents.get(node) ?? [])];
  }

  /** Of two nodes that can be written, the one with the smaller number comes first. */
  priorityOf(node: GraphNode): number {
    return this.#priorities.get(node) ?? -1;
  }

  setPriority(node: GraphNode, priority: number): void {
    this.#priorities.set(node, priority);
  }

  /** The nearest node upwards, itself included, that passes; of several ways up, the last parent's. */
  findUpwards(node: GraphNode, passes: (node: GraphNode) => boolean): GraphNode | undefined {
    if (passes(node)) return node;
    let found: GraphNode | undefined;
    for (const parent of this.parentsOf(node)) {
      if (passes(parent)) return parent;
      found = this.findUpwards(parent, passes);
    }
    return found;
  }

  /** A copy that can be rearranged; the nodes, which never change, are shared. */
  copy(): LogicalGraph {
    const copy = new LogicalGraph(this.root);
    for (const [node, priority] of this.#priorities) copy.setPriority(node, priority);
    for (const [parent, children] of this.#children) copy.#children.set(parent, new Set(children));
    for (const [child, parents] of this.#parents) copy.#parents.set(child, new Set(parents));
    for (const sources of this.copartitioned) copy.copartitioned.push(new Set(sources));
    return copy;
  }
}

function added(links: Map<GraphNode, Set<GraphNode>>, from: GraphNode, to: GraphNode): void {
  const set = links.get(from);
  if (set === undefined) links.set(from, new Set([to]));
  else set.add(to);
}
