/** The file that a block is an excerpt of, when the line above the block says that it is one. */
export function excerptedFile(above: string): string | undefined {
  return /^<!-- from: (\S+) -->$/.exec(above)?.[1];
}

/**
 * Whether a block shows lines of a source file: contiguous ones, with the same indentation taken from all. A line
 * `// …` stands for lines that are left out.
 */
export function isExcerpt(code: string, source: string): boolean {
  const lines = source.split('\n');
  const indentations = new Set(lines.map((line) => /^\s*/.exec(line)?.[0] ?? ''));
  const parts = code.split(/^ *\/\/ …\n/m).map((part) => part.replace(/\n$/, '').split('\n'));
  return [...indentations].some((indentation) => {
    let next = 0;
    return parts.every((part) => {
      const shown = part.map((line) => (line === '' ? '' : indentation + line));
      const at = lines.findIndex((_, i) => i >= next && shown.every((line, j) => lines[i + j] === line));
      next = at + shown.length;
      return at !== -1;
    });
  });
}
