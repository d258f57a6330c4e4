import { randomUUID } from 'node:crypto';

/** A topic or group name for one test, which no other test and no earlier run uses. */
export function uniqueName(base: string): string {
  return `test-${base}-${randomUUID().slice(0, 8)}`;
}
