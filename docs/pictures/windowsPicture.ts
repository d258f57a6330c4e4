import { type CountedWindow, timestamps, windowKinds, windowsOf } from '../examples/windowKinds.ts';

const width = 720;
const lastTick = 200;
const [barHeight, lineHeight, titleHeight] = [16, 21, 32];

const style = `
  text { font: 13px sans-serif; fill: #1f2328 }
  .axis, .record { stroke: #59636e }
  .record { stroke-dasharray: 2 4 }
  .dot { fill: #bc4c00 }
  .window { fill: #ddf4ff; stroke: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .axis, .record { stroke: #9198a1 }
    .dot { fill: #f0883e }
    .window { fill: #0c2d6b; stroke: #58a6ff }
  }`;

/** A timeline of the example's records, and below it the windows that each kind makes of them. */
export function windowsPicture(): string {
  const parts: string[] = [];
  let y = 50;
  for (const kind of windowKinds) {
    parts.push(`<text x="20" y="${y + 20}">${kind.name}</text>`);
    y += titleHeight;
    for (const line of withoutOverlap(windowsOf(kind))) {
      parts.push(...line.map((window) => bar(window, y)));
      y += lineHeight;
    }
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 10}" role="img">`,
    '<title>Windows of four kinds over the same five records</title>',
    `<style>${style}\n</style>`,
    ...axis(),
    ...parts,
    ...timestamps.map((time) => `<path class="record" d="M${x(time)} 34V${y}"/>`),
    ...timestamps.map((time) => `<circle class="dot" cx="${x(time)}" cy="30" r="5"/>`),
    '</svg>\n',
  ].join('\n');
}

const x = (time: number) => 20 + (time * (width - 40)) / lastTick;

function axis(): string[] {
  const ticks = Array.from({ length: lastTick / 50 + 1 }, (_, i) => i * 50);
  return [
    `<path class="axis" d="M${x(0)} 30H${x(lastTick)}"/>`,
    ...ticks.map((time) => `<path class="axis" d="M${x(time)} 24v12"/>`),
    ...ticks.map((time) => `<text x="${x(time)}" y="16" text-anchor="middle">${time}</text>`),
  ];
}

/** A window with the number of its records; one of no length is drawn a little wider. */
function bar({ start, end, count }: CountedWindow, y: number): string {
  const from = x(start) - (end === start ? 8 : 0);
  const size = Math.max(16, x(end) - x(start));
  return [
    `<rect class="window" x="${from}" y="${y}" width="${size}" height="${barHeight}" rx="3"/>`,
    `<text x="${from + size / 2}" y="${y + 13}" text-anchor="middle">${count}</text>`,
  ].join('');
}

/** The windows in as few lines as hold them one beside the other. */
function withoutOverlap(windows: readonly CountedWindow[]): CountedWindow[][] {
  const lines: CountedWindow[][] = [];
  for (const window of windows) {
    const free = lines.find((line) => (line.at(-1)?.end ?? 0) <= window.start);
    if (free) free.push(window);
    else lines.push([window]);
  }
  return lines;
}
