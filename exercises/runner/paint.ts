import { styleText } from 'node:util';

export type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan', text: string) => string;

export const plain: Paint = (_, text) => text;

/** Colours for a terminal, unless NO_COLOR is set; none for a file or a pipe. */
export function paintFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  if (!stream.isTTY || env.NO_COLOR || env.TERM === 'dumb') return plain;
  return (style, text) => styleText(style, text, { validateStream: false });
}
