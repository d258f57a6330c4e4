import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeFiles } from './filesContract.ts';
import { NodeFiles } from './nodeFiles.ts';

const root = mkdtempSync(join(tmpdir(), 'node-files-'));
afterAll(() => rmSync(root, { recursive: true }));

const open = () => ({ files: new NodeFiles(), dir: mkdtempSync(join(root, 'case-')) });

describeFiles('NodeFiles', open);

it('works with more files than it keeps open', () => {
  const { files, dir } = open();
  const paths = Array.from({ length: 300 }, (_, i) => join(dir, String(i)));
  for (const path of paths) files.write(path, 0, Buffer.from(path));
  for (const path of paths) expect(files.readWhole(path)?.toString()).toBe(path);
  for (const path of paths) files.write(path, 0, Buffer.from('x'));
  expect(readdirSync(dir)).toHaveLength(300);
  files.remove(dir);
});
