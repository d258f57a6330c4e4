import type { NodeDefinition } from './definition.ts';

/**
 * Cuts nodes into sub-topologies: what is connected by edges or by a shared store stays together. Groups are numbered
 * in the order in which their first node was added, and each keeps that order.
 */
export function nodeGroups(nodes: ReadonlyMap<string, NodeDefinition>): NodeDefinition[][] {
  const sets = new UnionFind();
  for (const node of nodes.values()) {
    const id = nodeId(node.name);
    sets.add(id);
    for (const parent of node.parents) sets.unite(id, nodeId(parent));
    if (node.kind !== 'processor') continue;
    for (const store of node.stores) sets.unite(id, storeId(store));
  }
  const groups = new Map<string, NodeDefinition[]>();
  for (const node of nodes.values()) {
    const root = sets.root(nodeId(node.name));
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [node]);
    else group.push(node);
  }
  return [...groups.values()];
}

// A store may have the name of a node.
const nodeId = (name: string) => `node ${name}`;
const storeId = (name: string) => `store ${name}`;

class UnionFind {
  readonly #parents = new Map<string, string>();

  add(id: string): void {
    if (!this.#parents.has(id)) this.#parents.set(id, id);
  }

  unite(a: string, b: string): void {
    this.add(a);
    this.add(b);
    this.#parents.set(this.root(a), this.root(b));
  }

  root(id: string): string {
    let current = id;
    for (;;) {
      const parent = this.#parents.get(current) ?? current;
      if (parent === current) return current;
      // Halves the path for the next one who asks.
      this.#parents.set(current, this.#parents.get(parent) ?? parent);
      current = parent;
    }
  }
}
