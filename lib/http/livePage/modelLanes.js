import { colour, cssColour } from './dataTypeColours.js';
import uPlot from './uPlot.esm.js';

/** Height of the band of one data type, in CSS pixels. */
export const laneHeight = 26;

/**
 * Draws when which model served: a band per data type above the chart with the names in it, and a line down through the
 * chart at each switch. Rejected models are crosses.
 *
 * @param {uPlot} plot
 * @param {{dataType: string, served: {name: string, since: number, until: number, turn: number}[], rejected: number[]}[]}
 *   lanes instants in milliseconds
 * @param {boolean} named whether the bands are drawn, or the lines alone
 */
export function drawModelLanes(plot, lanes, named) {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const height = laneHeight * ratio;
  ctx.save();
  ctx.font = `600 ${13 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = 'middle';
  lanes.forEach((lane, index) => {
    const top = named ? bbox.top - (lanes.length - index) * height : bbox.top;
    ctx.strokeStyle = colour(lane.dataType);
    ctx.fillStyle = colour(lane.dataType);
    if (named) {
      ctx.textAlign = 'right';
      ctx.fillText(
        fitted(ctx, lane.dataType, bbox.left - 10 * ratio),
        bbox.left - 8 * ratio,
        top + height / 2,
      );
    }
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
    ctx.clip();
    drawLane(plot, lane, { named, top, height, ratio });
    ctx.restore();
  });
  ctx.restore();
}

function drawLane({ ctx, bbox, valToPos }, { dataType, served, rejected }, { named, top, height, ratio }) {
  const x = (time) => valToPos(time / 1000, 'x', true);
  for (const { name, since, until, turn } of served) {
    if (x(until) < bbox.left) continue;
    drawSwitch(ctx, x(since), top, bbox.top + bbox.height, ratio);
    if (!named) continue;
    const left = Math.max(x(since), bbox.left);
    // The lane says already whose model it is.
    const short = name.startsWith(dataType) && name !== dataType ? name.slice(dataType.length) : name;
    drawBand(ctx, { name: short, left, right: x(until), top, height, ratio, strong: turn % 2 === 0 });
  }
  if (named) for (const time of rejected) drawCross(ctx, x(time), top + height / 2, ratio);
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
  ctx.textAlign = 'left';
  ctx.fillText(fitted(ctx, name, width - 10 * ratio), left + 6 * ratio, top + height / 2);
}

function drawCross(ctx, x, y, ratio) {
  ctx.fillStyle = cssColour('--panel');
  ctx.beginPath();
  ctx.arc(x, y, 9 * ratio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.fillStyle = cssColour('--bad');
  ctx.textAlign = 'center';
  ctx.fillText('✕', x, y);
}

/** As much of the name as there is room for. */
function fitted(ctx, name, width) {
  if (ctx.measureText(name).width <= width) return name;
  let length = Math.min(name.length, 80);
  while (length > 0 && ctx.measureText(`${name.slice(0, length)}…`).width > width) length--;
  return length < 2 ? '' : `${name.slice(0, length)}…`;
}
