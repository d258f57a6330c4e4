import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const foreign = new Set(['node_modules', '.git', '.tutorial', 'generated', 'fixtures', 'work']);

/** Paths of all files of the workspace's own below a folder whose name matches. */
export function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (foreign.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, pattern);
    return pattern.test(entry.name) ? [path] : [];
  });
}
