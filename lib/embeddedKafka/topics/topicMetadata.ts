import { join } from 'node:path';
import type { Files } from '../log/files.ts';

/*
 * `metadata/<topic>.json`, one file for each topic: { version: 1, name, id, partitions, configs }. Replaced as a whole.
 * A topic exists when this file does: it is written after the folders of the partitions, and removed before them.
 */
export interface TopicMetadata {
  name: string;
  /** UUID with hyphens. */
  id: string;
  /** How many. */
  partitions: number;
  /** The configs set on the topic. */
  configs: Readonly<Record<string, string>>;
}

const version = 1;
const suffix = '.json';

export function writeTopicMetadata(files: Files, dir: string, metadata: TopicMetadata): void {
  files.makeFolder(folder(dir));
  files.replace(
    path(dir, metadata.name),
    Buffer.from(`${JSON.stringify({ version, ...metadata }, undefined, 2)}\n`),
  );
}

export function removeTopicMetadata(files: Files, dir: string, name: string): void {
  files.remove(path(dir, name));
}

/** @throws Error when a file was not written by {@link writeTopicMetadata} */
export function readAllTopicMetadata(files: Files, dir: string): TopicMetadata[] {
  const names = files.list(folder(dir)).filter((name) => name.endsWith(suffix));
  return names.map((name) => {
    const file = join(folder(dir), name);
    const { version: found, ...metadata } = parse(file, files.readWhole(file)?.toString() ?? 'null') ?? {};
    if (found !== version)
      throw new Error(`${file}: expected topic metadata of version ${version}, got ${found}`);
    return metadata as TopicMetadata;
  });
}

function parse(file: string, content: string) {
  try {
    return JSON.parse(content);
  } catch {
    // What JSON.parse says quotes the content, which may be anything, and names no file.
    throw new Error(`${file}: expected topic metadata, got what is not JSON`);
  }
}

function folder(dir: string): string {
  return join(dir, 'metadata');
}

function path(dir: string, name: string): string {
  return join(folder(dir), `${name}${suffix}`);
}
