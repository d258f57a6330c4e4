/**
 * Tells which paths a `.gitignore` leaves out, for names, `*` and paths, which is what that of this workspace uses.
 *
 * @returns takes a path from the folder of the `.gitignore`, with `/` between the names
 */
export function ignoredBy(gitignore: string): (path: string) => boolean {
  const patterns = gitignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const pattern = line.replace(/^\/|\/$/g, '');
      const anchored = /.\//.test(pattern) || line.startsWith('/');
      const names = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
      return new RegExp(`${anchored ? '^' : '(^|/)'}${names}(/|$)`);
    });
  return (path) => patterns.some((pattern) => pattern.test(path));
}
