/** Stands for any text within a line; alone in a line, for any lines. */
const ellipsis = '…';

function pattern(line: string): RegExp {
  const literal = line.split(ellipsis).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`);
}

/**
 * What a program printed, with `…` put back for what it stands for in the expected output. The result equals the
 * expected output exactly when the program printed that, and otherwise differs in the lines that are wrong.
 */
export function alignOutput(expected: string, printed: string): string {
  const wanted = expected.split('\n');
  const lines = printed.trimEnd().split('\n');
  const aligned: string[] = [];
  let next = 0;
  const fits = (at: number, part: readonly string[]) =>
    at + part.length <= lines.length && part.every((line, i) => pattern(line).test(lines[at + i] ?? ''));

  for (let from = 0; from < wanted.length; ) {
    const gap = wanted[from] === ellipsis;
    if (gap) from++;
    const gapAhead = wanted.indexOf(ellipsis, from);
    const to = gapAhead === -1 ? wanted.length : gapAhead;
    const part = wanted.slice(from, to);
    // The last part has to stand at the end, one in between may as well stand where it comes first.
    let at = next;
    if (gap && gapAhead === -1) at = Math.max(next, lines.length - part.length);
    else if (gap) while (at < lines.length && !fits(at, part)) at++;
    if (!fits(at, part)) return [...aligned, ...closest(part, lines.slice(next))].join('\n');
    if (gap) aligned.push(ellipsis);
    aligned.push(...part);
    next = at + part.length;
    from = to;
  }
  return [...aligned, ...lines.slice(next)].join('\n');
}

/** The lines as they are, but as expected where they fit. */
function closest(part: readonly string[], lines: readonly string[]): string[] {
  return lines.map((line, i) => {
    const wanted = part[i];
    return wanted !== undefined && pattern(wanted).test(line) ? wanted : line;
  });
}
