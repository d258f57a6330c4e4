import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTar } from '../archive/readTar.ts';
import { readModelLocation } from './readModelLocation.ts';

const read = (location: string, root: string | undefined, maxBytes: number) =>
  readModelLocation(location, { root, hosts: [], maxBytes, timeoutMs: 1_000 });

let folder: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modelLocation-'));
  root = join(folder, 'models');
  await mkdir(join(root, 'wine'), { recursive: true });
  await writeFile(join(root, 'wine', 'tree.pmml'), 'tree');
  await writeFile(join(folder, 'secret'), 'secret');
  await mkdir(join(folder, 'models-of-others'));
  await writeFile(join(folder, 'models-of-others', 'secret'), 'secret');
  await mkdir(join(root, 'saved', 'variables'), { recursive: true });
  await writeFile(join(root, 'saved', 'saved_model.pb'), 'graph');
  await writeFile(join(root, 'saved', 'variables', 'variables.index'), 'index');
  await symlink(join(folder, 'secret'), join(root, 'saved', 'variables', 'variables.data-00000-of-00001'));
  await symlink(join(folder, 'secret'), join(root, 'escape'));
  await symlink(folder, join(root, 'up'));
  await symlink(join(root, 'wine', 'tree.pmml'), join(root, 'latest'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('a location on this machine', () => {
  it.each([
    ['a relative path', () => 'wine/tree.pmml'],
    ['a path that goes round within the folder', () => 'wine/../wine/tree.pmml'],
    ['an absolute path', () => join(root, 'wine', 'tree.pmml')],
    ['a file: URL', () => pathToFileURL(join(root, 'wine', 'tree.pmml')).href],
    ['a link that stays below the folder', () => 'latest'],
  ])('reads %s', async (_, location) => {
    expect(Buffer.from(await read(location(), root, 100)).toString()).toBe('tree');
  });

  it.each([
    ['a path that leads out', () => '../secret', 'it is not below'],
    ['an absolute path elsewhere', () => join(folder, 'secret'), 'it is not below'],
    ['a folder whose name begins alike', () => '../models-of-others/secret', 'it is not below'],
    ['a URL of a file elsewhere', () => pathToFileURL(join(folder, 'secret')).href, 'it is not below'],
    ['a URL that hides the way out', () => 'file:///%2e%2e/secret', 'it is not below'],
    ['a link that leads out', () => 'escape', 'it leads out'],
    ['a folder linked from outside', () => 'up/secret', 'it leads out'],
    ['the folder itself', () => '.', 'it is not below'],
    ['a folder that is no SavedModel', () => 'wine', 'without saved_model.pb'],
    ['a file that is not there', () => 'wine/forest.pmml', 'there is no such file'],
    ['ftp', () => 'ftp://models.example/tree.pmml', 'ftp is not supported'],
    ['a scheme that is no transport', () => 'data:,tree', 'data is not supported'],
    ['a URL of another host', () => 'file://models.example/tree.pmml', 'it is no URL of a local file'],
    ['a path with a zero byte', () => 'wine/tree.pmml\0.txt', 'it is no path'],
  ])('refuses %s by name', async (_, location, why) => {
    const error = await read(location(), root, 100).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'MODEL_LOCATION_REFUSED', message: expect.stringContaining(why) });
    expect((error as Error).message).toContain(JSON.stringify(location()));
  });

  it('refuses everything without a root', async () => {
    await expect(read('wine/tree.pmml', undefined, 100)).rejects.toMatchObject({
      code: 'MODEL_LOCATION_REFUSED',
    });
  });

  it('reads the directory of a SavedModel as a tar, without what is linked into it', async () => {
    const files = readTar(await read('saved', root, 100), { maxBytes: 1e6, maxFiles: 9 });
    expect([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
      ['saved_model.pb', 'graph'],
      ['variables/variables.index', 'index'],
    ]);
    await expect(read('saved', root, 9)).rejects.toMatchObject({ code: 'MODEL_TOO_LARGE' });
  });

  it('takes a file of as many bytes as the limit and refuses one more', async () => {
    expect(await read('wine/tree.pmml', root, 4)).toHaveLength(4);
    await expect(read('wine/tree.pmml', root, 3)).rejects.toMatchObject({
      code: 'MODEL_TOO_LARGE',
    });
  });
});
