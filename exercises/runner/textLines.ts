/** Breaks text between words into lines of at most `width` characters; longer words stay whole, for being copied. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return line ? [...lines, indent + line] : lines;
}

/** Text of several lines behind a label: the further ones begin below the first. Says how many it leaves out. */
export function labelled(label: string, text: string, maxLines: number): string[] {
  const lines = text.split('\n');
  const left = lines.length - maxLines;
  const shown = left > 0 ? [...lines.slice(0, maxLines), `… ${left} lines more`] : lines;
  const indent = ' '.repeat(label.length);
  return shown.map((line, index) => (index === 0 ? label : indent) + line);
}

/** Text cut to a number of characters. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
