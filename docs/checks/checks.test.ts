import { describe, expect, it } from 'vitest';
import { alignOutput } from './alignOutput.ts';
import { codeBlocks, prose } from './codeBlocks.ts';
import { commandLines } from './commandLines.ts';
import { documentedRuns } from './documentedRuns.ts';
import { excerptedFile, isExcerpt } from './excerpt.ts';
import { headingAnchors } from './headingAnchors.ts';

const page = `# A page

<!-- from: lib/a.ts -->
\`\`\`ts
const a = 1;
\`\`\`

Text.

<!-- run -->
\`\`\`sh
npx tsx a.ts
\`\`\`

You should see:

\`\`\`
1
\`\`\`

\`\`\`sh
npm run a   # all of it
# and then

npm run b -- \\
  --option
\`\`\`
`;

describe('a page', () => {
  it('has blocks with what stands above them', () => {
    expect(codeBlocks(page).slice(0, 3)).toEqual([
      {
        language: 'ts',
        code: 'const a = 1;',
        line: 4,
        above: '<!-- from: lib/a.ts -->',
        lead: '# A page\n\n<!-- from: lib/a.ts -->',
      },
      {
        language: 'sh',
        code: 'npx tsx a.ts',
        line: 11,
        above: '<!-- run -->',
        lead: 'Text.\n\n<!-- run -->',
      },
      { language: '', code: '1', line: 17, above: '', lead: 'You should see:' },
    ]);
  });

  it('has commands that are not marked to be run', () => {
    expect(commandLines(page)).toEqual(['npm run a', 'npm run b --   --option']);
  });

  it('has prose', () => {
    expect(prose(page)).not.toContain('const a');
    expect(prose(page)).toContain('Text.');
  });
});

describe('a run', () => {
  it('is commands and their output', () => {
    const run = { commands: 'npx tsx a.ts', output: '1', line: 11, needsKafka: false };
    expect(documentedRuns(page)).toEqual([run]);
    expect(documentedRuns(page.replace('- run -', '- run with kafka -'))).toEqual([
      { ...run, needsKafka: true },
    ]);
  });

  it('without its output is an error', () => {
    expect(() => documentedRuns(page.replace('You should see:', 'It prints:'))).toThrow('line 11: expected');
  });
});

describe('an excerpt', () => {
  const source = 'function f() {\n  const a = 1;\n\n  if (a) {\n    g();\n  }\n  return a;\n}\n';

  it('names its file', () => {
    expect(excerptedFile('<!-- from: lib/a.ts -->')).toBe('lib/a.ts');
    expect(excerptedFile('')).toBeUndefined();
  });

  it.each([
    ['the lines as they are', '  const a = 1;\n\n  if (a) {'],
    ['lines without their indentation', 'const a = 1;\n\nif (a) {\n  g();\n}'],
    ['parts', 'function f() {\n  // …\n  return a;\n}'],
    ['parts without their indentation', 'const a = 1;\n// …\nreturn a;'],
  ])('may show %s', (_, code) => {
    expect(isExcerpt(code, source)).toBe(true);
  });

  it.each([
    ['a changed line', 'const a = 2;'],
    ['part of a line', 'const a'],
    ['lines that do not follow each other', 'const a = 1;\nif (a) {'],
    ['parts in another order', 'return a;\n// …\nconst a = 1;'],
    ['lines indented in another way', 'if (a) {\ng();\n}'],
  ])('may not show %s', (_, code) => {
    expect(isExcerpt(code, source)).toBe(false);
  });
});

describe('output', () => {
  it.each([
    ['the same', 'a\nb', 'a\nb\n'],
    ['any text in a line', 'a … c', 'a b b c'],
    ['no text in a line', 'a…c', 'ac'],
    ['any lines', 'a\n…\nd', 'a\nb\nc\nd'],
    ['no lines', 'a\n…\nb', 'a\nb'],
    ['any lines first', '…\nb', 'a\nb'],
    ['any lines last', 'a\n…', 'a\nb\nc'],
    ['a last line that comes twice', '…\nb', 'b\nb'],
    ['a part that begins twice', '…\na\nb\n…\nc', 'a\na\nb\nc'],
  ])('fits: %s', (_, expected, printed) => {
    expect(alignOutput(expected, printed)).toBe(expected);
  });

  it.each([
    ['another line', 'a … c\nb', 'a b c\nc', 'a … c\nc'],
    ['a line too many', 'a', 'a\nb', 'a\nb'],
    ['a line too few', 'a\nb', 'a', 'a'],
    ['a missing line after any', 'a\n…\nd', 'a\nb', 'a\nb'],
    ['a line that counts only once', 'a\n…\na', 'a', 'a'],
    ['signs that mean something in a pattern', 'a.c', 'abc', 'abc'],
  ])('does not fit: %s', (_, expected, printed, aligned) => {
    expect(alignOutput(expected, printed)).toBe(aligned);
    expect(aligned).not.toBe(expected);
  });
});

describe('anchors', () => {
  it('are made as GitHub makes them', () => {
    const headings =
      '# One & two\n\n## `code()`, and more\n\n## A [link](x.md)\n\n## Twice\n\n## Twice\n\n```\n# no\n```\n';
    expect([...headingAnchors(headings)]).toEqual([
      'one--two',
      'code-and-more',
      'a-link',
      'twice',
      'twice-1',
    ]);
  });
});
