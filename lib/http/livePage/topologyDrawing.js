import { svgElement } from './dom.js';
import { topologyLayout } from './topologyLayout.js';

const height = 48;
/** Of the place that an edge takes where it passes a column. */
const pointHeight = 10;
const rowGap = 20;
const columnGap = 48;
const margin = 8;
/** How far an edge to an earlier column hangs down. */
const backBend = 44;
const characterWidth = 7.9;
const leastWidth = 84;
const leastScale = 0.7;

/** Draws nodes and edges from left to right. */
export function drawTopology({ nodes, edges }) {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const known = edges.filter(({ from, to }) => kinds.has(from) && kinds.has(to));
  const { columns, pointsOf } = topologyLayout(nodes, known);
  const { boxes, fullWidth, fullHeight } = boxesOf(columns);
  const ways = known.map((edge) => [edge.from, ...pointsOf(edge), edge.to].map((id) => boxes.get(id)));
  const room = ways.some(leadsBack) ? backBend : 0;
  const svg = svgElement(
    'svg',
    {
      viewBox: `0 0 ${fullWidth} ${fullHeight + room}`,
      width: String(fullWidth),
      role: 'img',
      'aria-label': `${nodes.length} parts: ${known.map(({ from, to }) => `${from} to ${to}`).join(', ')}`,
    },
    arrowHead(),
    ...ways.map(drawEdge),
    ...nodes.map(({ id, kind }) => drawNode(id, kind, boxes.get(id))),
  );
  // It becomes as narrow as the page as long as it can be read; then it is scrolled.
  svg.style.minWidth = `${fullWidth * leastScale}px`;
  return svg;
}

/** Where everything is: the columns side by side, each in the middle of the height. */
function boxesOf(columns) {
  const heightOf = (id) => (typeof id === 'symbol' ? pointHeight : height);
  const heights = columns.map((ids) => ids.reduce((sum, id) => sum + heightOf(id) + rowGap, -rowGap));
  const fullHeight = Math.max(height, ...heights) + 2 * margin;
  const boxes = new Map();
  let x = margin;
  for (const [index, ids] of columns.entries()) {
    const widths = ids.map((id) => (typeof id === 'symbol' ? 0 : id.length * characterWidth + 24));
    const width = Math.max(leastWidth, ...widths);
    let y = (fullHeight - heights[index]) / 2;
    for (const id of ids) {
      boxes.set(id, { x, y, width, height: heightOf(id) });
      y += heightOf(id) + rowGap;
    }
    x += width + columnGap;
  }
  return { boxes, fullWidth: x - columnGap + margin, fullHeight };
}

function arrowHead() {
  const marker = { id: 'arrow', viewBox: '0 0 10 10', refX: '9', refY: '5', orient: 'auto' };
  return svgElement(
    'defs',
    {},
    svgElement(
      'marker',
      { ...marker, markerWidth: '6', markerHeight: '6' },
      svgElement('path', { d: 'M0 0 10 5 0 10z', class: 'arrow' }),
    ),
  );
}

function drawEdge(way) {
  return svgElement('path', {
    class: 'edge',
    d: leadsBack(way) ? pathBelow(way) : pathAcross(way),
    'marker-end': 'url(#arrow)',
  });
}

function leadsBack(way) {
  return way.at(-1).x <= way[0].x;
}

/** From the right side of the first to the left side of the last, straight through the places in between. */
function pathAcross(way) {
  const middle = (box) => box.y + box.height / 2;
  let path = `M${way[0].x + way[0].width} ${middle(way[0])}`;
  for (let i = 1; i < way.length; i++) {
    const [from, to] = [way[i - 1], way[i]];
    const isLast = i === way.length - 1;
    const [x1, x2] = [from.x + from.width, isLast ? to.x - 3 : to.x];
    const bend = (x2 - x1) / 2;
    path += ` C${x1 + bend} ${middle(from)} ${x2 - bend} ${middle(to)} ${x2} ${middle(to)}`;
    if (!isLast) path += ` H${to.x + to.width}`;
  }
  return path;
}

function pathBelow([from, to]) {
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
    svgElement('text', { x: middle, y: String(y + 18), class: 'kind' }, kind),
    svgElement('text', { x: middle, y: String(y + 35) }, id),
  );
}
