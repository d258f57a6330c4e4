/**
 * Puts nodes into columns, each to the right of those it gets its input from, and orders the columns so that edges are short.
 *
 * @param {{id: string}[]} nodes
 * @param {{from: string, to: string}[]} edges
 * @returns {string[][]} ids by column
 */
export function topologyColumns(nodes, edges) {
  const column = new Map();
  const visiting = new Set();
  const inputs = (id) => edges.filter((edge) => edge.to === id).map((edge) => edge.from);

  function place(id) {
    if (column.has(id)) return column.get(id);
    // A cycle, such as a stage that reads and writes its store: the edge that closes it does not count.
    if (visiting.has(id)) return -1;
    visiting.add(id);
    const found = Math.max(-1, ...inputs(id).map(place)) + 1;
    visiting.delete(id);
    column.set(id, found);
    return found;
  }

  const columns = [];
  for (const { id } of nodes) {
    const index = place(id);
    columns[index] ??= [];
    columns[index].push(id);
  }
  const filled = [...columns].map((ids) => ids ?? []);
  for (let index = 1; index < filled.length; index++) {
    const before = filled.slice(0, index).flat();
    const height = (id) => {
      const rows = inputs(id)
        .filter((from) => before.includes(from))
        .map((from) => rowOf(filled, from));
      return rows.length === 0 ? 0 : rows.reduce((a, b) => a + b, 0) / rows.length;
    };
    filled[index] = filled[index]
      .map((id) => [height(id), id])
      .sort(([a], [b]) => a - b)
      .map(([, id]) => id);
  }
  return filled;
}

function rowOf(columns, id) {
  const ids = columns.find((column) => column.includes(id));
  return ids.indexOf(id) - (ids.length - 1) / 2;
}
