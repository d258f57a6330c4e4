/** The middle of some numbers; of an even count, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** "median [least–greatest]" of some numbers, in whole ones. */
export function spread(values: readonly number[]): string {
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  return `${whole(median(values))} [${whole(Math.min(...values))}–${whole(Math.max(...values))}]`;
}

/** Rows as a Markdown table. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
