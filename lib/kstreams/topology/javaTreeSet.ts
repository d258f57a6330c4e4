/**
 * A sorted set whose items may change their order after they were added, as Java's TreeSet takes it: an item goes
 * where the comparisons on its way down lead, and the way down depends on the shape of the red-black tree. Java's
 * description of a topology shows the order that comes of it.
 */
export class JavaTreeSet<T> implements Iterable<T> {
  readonly #compare: (a: T, b: T) => number;
  #root: Node<T> | undefined;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  /** Does nothing when an equal item is met on the way. */
  add(item: T): void {
    let parent: Node<T> | undefined;
    let side: Side = 'left';
    for (let node = this.#root; node !== undefined; node = node[side]) {
      const order = this.#compare(item, node.item);
      if (order === 0) return;
      parent = node;
      side = order < 0 ? 'left' : 'right';
    }
    const added: Node<T> = { item, red: true, parent, left: undefined, right: undefined };
    if (parent === undefined) this.#root = added;
    else parent[side] = added;
    this.#balance(added);
  }

  *[Symbol.iterator](): Iterator<T> {
    yield* inOrder(this.#root);
  }

  /** No red node has a red parent, and all ways down pass equally many black ones. */
  #balance(added: Node<T>): void {
    let node = added;
    while (node.parent?.red && node.parent.parent !== undefined) {
      let parent: Node<T> = node.parent;
      const grandparent = node.parent.parent;
      const side: Side = parent === grandparent.left ? 'left' : 'right';
      const other = opposite(side);
      const uncle = grandparent[other];
      grandparent.red = true;
      if (uncle?.red) {
        parent.red = false;
        uncle.red = false;
        node = grandparent;
        continue;
      }
      if (node === parent[other]) {
        this.#rotate(parent, side);
        [node, parent] = [parent, node];
      }
      parent.red = false;
      this.#rotate(grandparent, other);
    }
    if (this.#root !== undefined) this.#root.red = false;
  }

  /** Moves a node down to one side; its child on the other side takes its place. */
  #rotate(node: Node<T>, side: Side): void {
    const other = opposite(side);
    const child = node[other] as Node<T>;
    const inner = child[side];
    node[other] = inner;
    if (inner !== undefined) inner.parent = node;
    child.parent = node.parent;
    if (node.parent === undefined) this.#root = child;
    else node.parent[node === node.parent.left ? 'left' : 'right'] = child;
    child[side] = node;
    node.parent = child;
  }
}

type Side = 'left' | 'right';

interface Node<T> {
  readonly item: T;
  red: boolean;
  parent: Node<T> | undefined;
  left: Node<T> | undefined;
  right: Node<T> | undefined;
}

const opposite = (side: Side): Side => (side === 'left' ? 'right' : 'left');

function* inOrder<T>(node: Node<T> | undefined): Iterable<T> {
  if (node === undefined) return;
  yield* inOrder(node.left);
  yield node.item;
  yield* inOrder(node.right);
}
