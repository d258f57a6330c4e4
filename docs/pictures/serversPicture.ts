/** A row of the table of measured rates: median, least and greatest. */
interface Measured {
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

const row = /^\| ([^|]+) \| ([\d,]+) \[([\d,]+)–([\d,]+)\] \|/gm;
const [width, left, top, lineHeight, barHeight] = [720, 240, 40, 34, 18];
const right = width - 90;

const style = `
  text { font: 13px sans-serif; fill: #1f2328 }
  .axis { stroke: #59636e }
  .bar { fill: #ddf4ff; stroke: #0969da }
  .range { stroke: #bc4c00; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .axis { stroke: #9198a1 }
    .bar { fill: #0c2d6b; stroke: #58a6ff }
    .range { stroke: #f0883e }
  }`;

/**
 * The rates of a chapter's table as bars, each with the range of its rounds.
 *
 * @param page Markdown with rows such as `| name | 2 [1–3] | …`
 */
export function serversPicture(page: string): string {
  const rows = measuredIn(page);
  const most = Math.max(...rows.map(({ greatest }) => greatest));
  const x = (rate: number) => Math.round(left + (rate * (right - left)) / most);
  const bottom = top + rows.length * lineHeight;
  const bars = rows.map(({ name, median, least, greatest }, i) => {
    const y = top + i * lineHeight;
    const middle = y + barHeight / 2;
    return [
      `<text x="${left - 12}" y="${y + 14}" text-anchor="end">${name}</text>`,
      `<rect class="bar" x="${left}" y="${y}" width="${x(median) - left}" height="${barHeight}" rx="3"/>`,
      `<path class="range" d="M${x(least)} ${middle}H${x(greatest)}"/>`,
      `<text x="${x(greatest) + 10}" y="${y + 14}">${median.toLocaleString('en')}</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 10}" role="img">`,
    '<title>Records a second of the five servers and of a program that only copies</title>',
    `<style>${style}\n</style>`,
    `<text x="${left}" y="22">records a second; the line spans the rounds</text>`,
    ...bars,
    `<path class="axis" d="M${left} ${top - 8}V${bottom - 6}"/>`,
    '</svg>\n',
  ].join('\n');
}

function measuredIn(page: string): Measured[] {
  const number = (text = '') => Number(text.replaceAll(',', ''));
  return [...page.matchAll(row)].map(([, name = '', median, least, greatest]) => ({
    ...{ name: name.trim(), median: number(median), least: number(least), greatest: number(greatest) },
  }));
}
