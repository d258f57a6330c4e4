import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { validate } from '@probelabs/maid';
import { describe, expect, it } from 'vitest';
import { codeBlocks } from './checks/codeBlocks.ts';
import { filesBelow } from './filesBelow.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const diagrams = filesBelow(root, /\.md$/).flatMap((path) =>
  codeBlocks(readFileSync(path, 'utf8'))
    .filter(({ language }) => language === 'mermaid')
    .map(({ code, line }) => ({ where: `${relative(root, path)}:${line}`, code })),
);

const errors = (diagram: string) => {
  // In quotation marks Mermaid takes any text; the validator does not everywhere.
  const { type, errors } = validate(diagram.replace(/"[^"\n]*"/g, 'text'));
  return [
    ...(type === 'unknown'
      ? ['it is of no kind that can be checked: expected flowchart, sequence, state …']
      : []),
    ...errors.map(({ line, message }) => `line ${line}: ${message}`),
  ];
};

describe('diagrams', () => {
  it.each(diagrams)('$where is valid Mermaid', ({ code }) => {
    expect(errors(code)).toEqual([]);
  });

  it.each([
    ['two arrows', 'flowchart LR\n  a --> --> b'],
    ['an open quotation', 'flowchart LR\n  a["log] --> b'],
    ['an open bracket', 'flowchart LR\n  a[log --> b'],
    ['an open subgraph', 'flowchart LR\n  subgraph one\n  a --> b'],
    ['a message to nobody', 'sequenceDiagram\n  A->>'],
    ['a loop without end', 'sequenceDiagram\n  loop often\n  A->>B: hello'],
    ['no diagram at all', 'a --> b'],
    ['a kind that is not known', 'xychart-beta\n  bar [1, 2]'],
  ])('are not valid with %s', (_, code) => {
    expect(errors(code)).not.toEqual([]);
  });
});
