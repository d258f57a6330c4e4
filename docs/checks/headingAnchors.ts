import GithubSlugger from 'github-slugger';
import { prose } from './codeBlocks.ts';

/** The anchors of a page's headings, as GitHub makes them: what may stand behind `#` in a link. */
export function headingAnchors(page: string): Set<string> {
  const slugger = new GithubSlugger();
  return new Set(
    [...prose(page).matchAll(/^#{1,6} +(.+?)#*$/gm)].map(([, heading = '']) =>
      slugger.slug(
        heading
          .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
          .replace(/[`*]/g, '')
          .trim(),
      ),
    ),
  );
}
