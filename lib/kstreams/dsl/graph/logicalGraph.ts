import type { GraphNode, RootNode } from './graphNode.ts';

/** What the calls of the DSL add up to: nodes, who follows whom, and the order in which they are to be written. */
export class LogicalGraph {
  readonly root: RootNode;
  /** Source nodes whose topics need the same number of partitions. */
  readonly copartitioned: Set<string>[] = [];
  /** Joins of a stream with itself that do with one store. */
  readonly selfJoins = new Set<GraphNode>();
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
  findUpwards(start: GraphNode, passes: (node: GraphNode) => boolean): GraphNode | undefined {
    const known = new Map<GraphNode, GraphNode | undefined>();
    const find = (node: GraphNode): GraphNode | undefined => {
      if (!known.has(node)) {
        const parents = this.parentsOf(node);
        const last = parents.at(-1);
        known.set(node, parents.find(passes) ?? (last && find(last)));
      }
      return known.get(node);
    };
    return passes(start) ? start : find(start);
  }

  /** Whether there is a way up to the root that does not lead through `without`. */
  reachesRoot(start: GraphNode, without: GraphNode): boolean {
    const seen = new Set([without]);
    const reaches = (node: GraphNode): boolean => {
      if (node === this.root) return true;
      if (seen.has(node)) return false;
      seen.add(node);
      return this.parentsOf(node).some(reaches);
    };
    return reaches(start);
  }

  /** A copy that can be rearranged; the nodes, which never change, are shared. */
  copy(): LogicalGraph {
    const copy = new LogicalGraph(this.root);
    for (const [node, priority] of this.#priorities) copy.setPriority(node, priority);
    for (const [parent, children] of this.#children) copy.#children.set(parent, new Set(children));
    for (const [child, parents] of this.#parents) copy.#parents.set(child, new Set(parents));
    for (const node of this.selfJoins) copy.selfJoins.add(node);
    for (const sources of this.copartitioned) copy.copartitioned.push(new Set(sources));
    return copy;
  }
}

function added(links: Map<GraphNode, Set<GraphNode>>, from: GraphNode, to: GraphNode): void {
  const set = links.get(from);
  if (set === undefined) links.set(from, new Set([to]));
  else set.add(to);
}
