/** A fenced code block of a page. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  /** The line directly above it, where a marker may be. */
  readonly above: string;
  /** What stands between the block before and this one, trimmed. */
  readonly lead: string;
}

/** The fenced code blocks of a Markdown page, in order. Blocks inside lists and quotations are not found. */
export function codeBlocks(page: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = page.split('\n');
  let after = 0;
  for (let at = 0; at < lines.length; at++) {
    const [, fence, language = ''] = /^(`{3,})(\S*)/.exec(lines[at] ?? '') ?? [];
    if (fence === undefined) continue;
    const closing = lines.indexOf(fence, at + 1);
    const end = closing === -1 ? lines.length : closing;
    blocks.push({
      language,
      code: lines.slice(at + 1, end).join('\n'),
      line: at + 1,
      above: lines[at - 1] ?? '',
      lead: lines.slice(after, at).join('\n').trim(),
    });
    after = end + 1;
    at = end;
  }
  return blocks;
}

/** A page without its code blocks: what is prose, links, headings. */
export function prose(page: string): string {
  return page.replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
}
