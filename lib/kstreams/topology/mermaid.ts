import type { NodeDescription, TopologyDescription } from './description.ts';

/** A Mermaid flowchart. Nodes get short ids, since names may hold characters that Mermaid reads as syntax. */
export function mermaid(description: TopologyDescription): string {
  const chart = new Chart();
  const parts = [
    ...description.subtopologies.map(({ id, nodes }) => ({ id, title: `Sub-topology ${id}`, nodes })),
    ...description.globalStores.map(({ id, source, processor }) => ({
      id,
      title: `Global store ${id}`,
      nodes: [source, processor],
    })),
  ].sort((a, b) => a.id - b.id);
  for (const { id, title, nodes } of parts) chart.addPart(id, title, nodes);
  return chart.toString();
}

class Chart {
  readonly #boxes: string[] = [];
  readonly #around: string[] = [];
  readonly #edges: string[] = [];
  readonly #ids = new Map<string, string>();

  addPart(id: number, title: string, nodes: readonly NodeDescription[]): void {
    this.#boxes.push(`  subgraph part${id} [${quoted(title)}]`);
    for (const node of nodes) {
      this.#boxes.push(`    ${this.#node(node.name)}${shape(node)}`);
      this.#connect(node);
    }
    this.#boxes.push('  end');
  }

  toString(): string {
    return ['flowchart TD', ...this.#boxes, ...this.#around, ...this.#edges, ''].join('\n');
  }

  #connect(node: NodeDescription): void {
    const id = this.#node(node.name);
    if (node.kind === 'sink') {
      const topic = node.topic ?? `chosen by ${node.extractor}`;
      this.#edges.push(`  ${id} --> ${this.#beside('topic', topic, '>', ']')}`);
      return;
    }
    for (const child of node.successors) this.#edges.push(`  ${id} --> ${this.#node(child)}`);
    if (node.kind === 'source') {
      for (const topic of node.topics ?? [node.pattern ?? '']) {
        this.#edges.push(`  ${this.#beside('topic', topic, '>', ']')} --> ${id}`);
      }
    } else {
      for (const store of node.stores)
        this.#edges.push(`  ${id} --- ${this.#beside('store', store, '[(', ')]')}`);
    }
  }

  #node(name: string): string {
    return this.#id(`node ${name}`);
  }

  /** A topic or a store: drawn once, outside the boxes, because several nodes may share it. */
  #beside(kind: string, name: string, open: string, close: string): string {
    const key = `${kind} ${name}`;
    if (!this.#ids.has(key)) this.#around.push(`  ${this.#id(key)}${open}${quoted(name)}${close}`);
    return this.#id(key);
  }

  #id(key: string): string {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = `n${this.#ids.size}`;
    this.#ids.set(key, id);
    return id;
  }
}

function shape(node: NodeDescription): string {
  if (node.kind === 'processor') return `[${quoted(node.name)}]`;
  return `([${quoted(node.name)}])`;
}

const quoted = (text: string) => `"${text.replaceAll('"', '#quot;')}"`;
