import { watch } from 'node:fs';

// Editors write a file in several steps.
const settleMs = 80;

/**
 * Tells when something changes in a folder, once for changes that follow each other closely.
 *
 * @returns ends the watching
 * @throws when the system can watch no more
 */
export function watchFiles(folder: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  });
  // The folder may be removed.
  watcher.on('error', () => watcher.close());
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
