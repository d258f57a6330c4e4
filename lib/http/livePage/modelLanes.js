import { colour, cssColour } from './dataTypeColours.js';
import uPlot from './uPlot.esm.js';

/** Height of the band of one data type, in CSS pixels. */
export const laneHeight = 26;

/**
 * Draws when which model served: a band per data type above the chart with the names in it, and a line down through the
 * chart at each switch. Rejected models are crosses.
 *
 * @param {uPlot} plot
 * @param {{dataType: string, served: {name: string, since: number, until: number}[], rejected: number[]}[]} lanes
 *   instants in milliseconds
 * @param {boolean} named whether the bands are drawn, or the lines alone
 */
export function drawModelLanes(plot, lanes, named) {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
  ctx.clip();
  ctx.font = `600 ${13 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  lanes.forEach(({ dataType, served, rejected }, index) => {
    const height = laneHeight * ratio;
    const top = bbox.top - (lanes.length - index) * height;
    ctx.strokeStyle = colour(dataType);
    ctx.fillStyle = colour(dataType);
    for (const [turn, { name, since, until }] of served.entries()) {
      const left = plot.valToPos(since / 1000, 'x', true);
      const right = plot.valToPos(until / 1000, 'x', true);
      if (right < bbox.left) continue;
      drawSwitch(ctx, left, named ? top : bbox.top, bbox.top + bbox.height, ratio);
      if (named)
        drawBand(ctx, {
          name,
          left: Math.max(left, bbox.left),
          right,
          top,
          height,
          ratio,
          strong: turn % 2 === 0,
        });
    }
    if (!named) return;
    ctx.fillStyle = cssColour('--bad');
    for (const time of rejected)
      ctx.fillText('✕', plot.valToPos(time / 1000, 'x', true) - 5 * ratio, top + height / 2);
  });
  ctx.restore();
}

function drawSwitch(ctx, x, top, bottom, ratio) {
  ctx.globalAlpha = 0.55;
  ctx.lineWidth = 1.5 * ratio;
  ctx.setLineDash([4 * ratio, 4 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function drawBand(ctx, { name, left, right, top, height, ratio, strong }) {
  const gap = 1.5 * ratio;
  const width = right - left - gap;
  if (width <= 0) return;
  ctx.globalAlpha = strong ? 0.26 : 0.13;
  ctx.beginPath();
  ctx.roundRect(left, top + gap, width, height - 2 * gap, 5 * ratio);
  ctx.fill();
  ctx.globalAlpha = 1;
  const text = fitted(ctx, name, width - 12 * ratio);
  ctx.fillText(text, left + 6 * ratio, top + height / 2);
}

/** As much of the name as there is room for. */
function fitted(ctx, name, width) {
  if (ctx.measureText(name).width <= width) return name;
  let length = Math.min(name.length, 80);
  while (length > 0 && ctx.measureText(`${name.slice(0, length)}…`).width > width) length--;
  return length < 2 ? '' : `${name.slice(0, length)}…`;
}
