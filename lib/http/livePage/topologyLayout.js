/**
 * Puts nodes into columns, each to the right of those it gets its input from, and orders the columns so that edges are short.
 * Stores come last in their column: room for the way back to the stage that uses them.
 *
 * @param {{id: string, kind: string}[]} nodes
 * @param {{from: string, to: string}[]} edges between these nodes
 * @returns {string[][]} ids by column
 */
export function topologyColumns(nodes, edges) {
  const forward = withoutCycles(nodes, edges);
  const inputs = (id) => forward.filter((edge) => edge.to === id).map((edge) => edge.from);
  const column = new Map();

  function place(id) {
    if (!column.has(id)) column.set(id, Math.max(-1, ...inputs(id).map(place)) + 1);
    return column.get(id);
  }

  /** A node without inputs stands right before the first that it feeds, or its edge would run behind others. */
  function moved(id) {
    const outputs = forward.filter((edge) => edge.from === id).map((edge) => place(edge.to));
    return inputs(id).length === 0 && outputs.length > 0 ? Math.min(...outputs) - 1 : place(id);
  }

  const stores = new Set(nodes.filter(({ kind }) => kind === 'store').map(({ id }) => id));
  const filled = [];
  for (const { id } of nodes) {
    const index = moved(id);
    filled[index] ??= [];
    filled[index].push(id);
  }
  for (let index = 1; index < filled.length; index++) {
    const wanted = (id) => {
      const rows = inputs(id).map((from) => rowOf(filled, from));
      const mean = rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row, 0) / rows.length;
      return stores.has(id) ? nodes.length + mean : mean;
    };
    filled[index] = filled[index]
      .map((id) => [wanted(id), id])
      .sort(([a], [b]) => a - b)
      .map(([, id]) => id);
  }
  return filled;
}

function rowOf(columns, id) {
  const ids = columns.find((column) => column.includes(id));
  return ids.indexOf(id) - (ids.length - 1) / 2;
}

/** Leaves out the edges that lead back, such as those of a stage that reads the store that it writes. */
function withoutCycles(nodes, edges) {
  const forward = [];
  const state = new Map();

  function visit(id) {
    state.set(id, 'open');
    for (const edge of edges) {
      if (edge.from !== id || state.get(edge.to) === 'open') continue;
      forward.push(edge);
      if (!state.has(edge.to)) visit(edge.to);
    }
    state.set(id, 'done');
  }

  const fed = new Set(edges.map((edge) => edge.to));
  const sourcesFirst = [...nodes].sort((a, b) => Number(fed.has(a.id)) - Number(fed.has(b.id)));
  for (const { id } of sourcesFirst) if (!state.has(id)) visit(id);
  return forward;
}
