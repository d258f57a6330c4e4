import { codeBlocks } from './codeBlocks.ts';
import { isRunMarker } from './documentedRuns.ts';

/** The commands of a page's sh blocks that are not marked to be run: one a line, without comments. */
export function commandLines(page: string): string[] {
  return codeBlocks(page)
    .filter(({ language, above }) => language === 'sh' && !isRunMarker(above))
    .flatMap(({ code }) => code.replaceAll('\\\n', '').split('\n'))
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}
