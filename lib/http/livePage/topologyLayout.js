const sweeps = 4;

/**
 * Puts nodes into columns, each to the right of those it gets its input from, and orders the columns so that edges are short
 * and cross little. An edge that passes a column has a point there, a place of its own among the nodes, so that it does not
 * run behind them. Stores come last in their column: room for the way back to the stage that uses them.
 *
 * @param {{id: string, kind: string}[]} nodes
 * @param {{from: string, to: string}[]} edges between these nodes
 * @returns {{columns: (string | symbol)[][], pointsOf: (edge: {from: string, to: string}) => symbol[]}} ids by column,
 *   symbols for points; and the points of an edge from left to right
 */
export function topologyLayout(nodes, edges) {
  const forward = withoutCycles(nodes, edges);
  const columns = columnsOf(nodes, forward);
  const columnOf = new Map(columns.flatMap((ids, index) => ids.map((id) => [id, index])));
  const points = new Map();
  const steps = [];
  for (const { from, to } of forward) {
    const between = [];
    for (let index = columnOf.get(from) + 1; index < columnOf.get(to); index++) {
      const point = Symbol(`${from} to ${to}`);
      columns[index].push(point);
      between.push(point);
    }
    points.set(`${from} ${to}`, between);
    const way = [from, ...between, to];
    for (let i = 1; i < way.length; i++) steps.push({ from: way[i - 1], to: way[i] });
  }
  const stores = new Set(nodes.filter(({ kind }) => kind === 'store').map(({ id }) => id));
  sortColumns(columns, steps, stores);
  return { columns, pointsOf: ({ from, to }) => points.get(`${from} ${to}`) ?? [] };
}

function columnsOf(nodes, forward) {
  const inputs = (id) => forward.filter((edge) => edge.to === id).map((edge) => edge.from);
  const placed = new Map();

  function place(id) {
    if (!placed.has(id)) placed.set(id, Math.max(-1, ...inputs(id).map(place)) + 1);
    return placed.get(id);
  }

  /** A node without inputs stands right before the first that it feeds, or its edge would be long. */
  function moved(id) {
    const outputs = forward.filter((edge) => edge.from === id).map((edge) => place(edge.to));
    return inputs(id).length === 0 && outputs.length > 0 ? Math.min(...outputs) - 1 : place(id);
  }

  const columns = [];
  for (const { id } of nodes) {
    const index = moved(id);
    columns[index] ??= [];
    columns[index].push(id);
  }
  return columns;
}

/** Orders each column by where its neighbours are: those to the left and those to the right, in turns. */
function sortColumns(columns, steps, stores) {
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const toTheRight = sweep % 2 === 0;
    for (let i = 1; i < columns.length; i++) {
      const index = toTheRight ? i : columns.length - 1 - i;
      const rows = new Map(
        columns[toTheRight ? index - 1 : index + 1].map((id, row, all) => [id, row / all.length]),
      );
      const wanted = (id, row, all) => {
        const neighbours = steps
          .filter((step) => (toTheRight ? step.to : step.from) === id)
          .map((step) => rows.get(toTheRight ? step.from : step.to));
        const own = neighbours.length === 0 ? row / all.length : mean(neighbours);
        return stores.has(id) ? own + 1 : own;
      };
      columns[index] = columns[index]
        .map((id, row, all) => [wanted(id, row, all), id])
        .sort(([a], [b]) => a - b)
        .map(([, id]) => id);
    }
  }
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
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
