import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Files } from './log/files.ts';

/** The id of the cluster in the data directory, made at the first start: 16 random bytes as 22 characters, like Kafka's. */
export function clusterId(dir: string, files: Files): string {
  const path = join(dir, 'cluster-id');
  const known = files.readWhole(path)?.toString().trim();
  if (known) return known;
  const id = randomBytes(16).toString('base64url');
  files.replace(path, Buffer.from(`${id}\n`));
  return id;
}
