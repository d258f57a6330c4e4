/**
 * The disk as the broker sees it. All calls are synchronous: a log append is one write into the page cache, which is
 * quicker than a trip through the thread pool. Files are named by path; an implementation keeps what it likes open.
 */
export interface Files {
  /** Creates the folder and its parents; nothing happens when it is there. */
  makeFolder(path: string): void;
  /** Names of the entries of a folder, sorted; empty when the folder is missing. */
  list(path: string): string[];
  /** Bytes of the file, or undefined when it is missing. */
  size(path: string): number | undefined;
  /** The whole file, or undefined when it is missing. For small files; logs are read by {@link read}. */
  readWhole(path: string): Buffer | undefined;
  /** Puts `bytes` in place of the file, durably: after a crash the file holds the old bytes or the new ones. */
  replace(path: string, bytes: Buffer): void;
  /** Reads up to `length` bytes at `position` into `target` at `targetStart`; returns how many there were. */
  read(path: string, position: number, target: Buffer, targetStart: number, length: number): number;
  /** Writes all of `bytes` at `position`, creating the file; throws when not all could be written. */
  write(path: string, position: number, bytes: Buffer): void;
  /** Cuts the file to `size` bytes. */
  truncate(path: string, size: number): void;
  /** Returns when the bytes of the file are on the disk. */
  sync(path: string): void;
  /** Renames a file or folder. */
  rename(from: string, to: string): void;
  /** Removes a file, or a folder with all that is in it; nothing happens when it is missing. */
  remove(path: string): void;
  /** Lets go of whatever is kept open for the file. */
  release(path: string): void;
}
