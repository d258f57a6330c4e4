import { svgElement } from './dom.js';
import { topologyColumns } from './topologyLayout.js';

const height = 60;
const rowGap = 26;
const columnGap = 84;
const margin = 8;
/** How far an edge to an earlier column hangs down. */
const backBend = 44;
const characterWidth = 8.6;

/** Draws nodes and edges from left to right. */
export function drawTopology({ nodes, edges }) {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const known = edges.filter(({ from, to }) => kinds.has(from) && kinds.has(to));
  const columns = topologyColumns(nodes, known);
  const rows = Math.max(1, ...columns.map((ids) => ids.length));
  const fullHeight = rows * (height + rowGap) - rowGap + 2 * margin;
  const boxes = new Map();
  let x = margin;
  for (const ids of columns) {
    const width = Math.max(110, ...ids.map((id) => id.length * characterWidth + 32));
    const top = (fullHeight - (ids.length * (height + rowGap) - rowGap)) / 2;
    ids.forEach((id, row) => {
      boxes.set(id, { x, y: top + row * (height + rowGap), width });
    });
    x += width + columnGap;
  }
  const fullWidth = x - columnGap + margin;
  const room = known.some(({ from, to }) => leadsBack(boxes.get(from), boxes.get(to))) ? backBend : 0;
  return svgElement(
    'svg',
    {
      viewBox: `0 0 ${fullWidth} ${fullHeight + room}`,
      width: String(fullWidth),
      height: String(fullHeight + room),
      role: 'img',
      'aria-label': `${nodes.length} parts: ${known.map(({ from, to }) => `${from} to ${to}`).join(', ')}`,
    },
    svgElement(
      'defs',
      {},
      svgElement(
        'marker',
        {
          id: 'arrow',
          viewBox: '0 0 10 10',
          refX: '9',
          refY: '5',
          markerWidth: '7',
          markerHeight: '7',
          orient: 'auto',
        },
        svgElement('path', { d: 'M0 0 10 5 0 10z', class: 'arrow' }),
      ),
    ),
    ...known.map(({ from, to }) => drawEdge(boxes.get(from), boxes.get(to))),
    ...[...boxes].map(([id, box]) => drawNode(id, kinds.get(id), box)),
  );
}

function drawEdge(from, to) {
  return svgElement('path', {
    class: 'edge',
    d: leadsBack(from, to) ? pathBelow(from, to) : pathAcross(from, to),
    'marker-end': 'url(#arrow)',
  });
}

function leadsBack(from, to) {
  return to.x <= from.x;
}

function pathAcross(from, to) {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + height / 2, to.x - 3, to.y + height / 2];
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

function pathBelow(from, to) {
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + height, to.x + to.width / 2, to.y + height + 3];
  return `M${x1} ${y1} C${x1} ${y1 + backBend} ${x2} ${y2 + backBend} ${x2} ${y2}`;
}

function drawNode(id, kind, { x, y, width }) {
  const middle = String(x + width / 2);
  return svgElement(
    'g',
    { class: `node ${kind}` },
    svgElement('rect', {
      x: String(x),
      y: String(y),
      width: String(width),
      height: String(height),
      rx: kind === 'stage' ? '8' : kind === 'store' ? '2' : String(height / 2),
    }),
    svgElement('text', { x: middle, y: String(y + 23), class: 'kind' }, kind),
    svgElement('text', { x: middle, y: String(y + 43) }, id),
  );
}
