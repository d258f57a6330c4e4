/**
 * A priority queue as a binary heap. Among equal items the order is that of java.util.PriorityQueue, whose heap moves
 * items in the same way: which of two records with equal timestamps comes first is then the same as in Java.
 */
export class MinHeap<T> {
  readonly #items: T[] = [];
  readonly #priority: (item: T) => number;

  constructor(priority: (item: T) => number) {
    this.#priority = priority;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    const items = this.#items;
    const priority = this.#priority(item);
    let index = items.length;
    while (index > 0) {
      const parentIndex = (index - 1) >>> 1;
      const parent = items[parentIndex] as T;
      if (priority >= this.#priority(parent)) break;
      items[index] = parent;
      index = parentIndex;
    }
    items[index] = item;
  }

  pop(): T | undefined {
    const items = this.#items;
    const least = items[0];
    const last = items.pop();
    if (items.length > 0) this.#sink(last as T);
    return least;
  }

  /** Puts an item at the top and lets it sink to its place. */
  #sink(item: T): void {
    const items = this.#items;
    const priority = this.#priority(item);
    let index = 0;
    while (index < items.length >>> 1) {
      let childIndex = 2 * index + 1;
      const right = childIndex + 1;
      if (
        right < items.length &&
        this.#priority(items[childIndex] as T) > this.#priority(items[right] as T)
      ) {
        childIndex = right;
      }
      const child = items[childIndex] as T;
      if (priority <= this.#priority(child)) break;
      items[index] = child;
      index = childIndex;
    }
    items[index] = item;
  }
}
