import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readTar } from './readTar.ts';
import { writeTar } from './writeTar.ts';

const limits = { maxBytes: 2 ** 20, maxFiles: 10 };
const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
const files = new Map([
  ['saved_model.pb', bytes('graph')],
  ['variables/variables.index', bytes('x'.repeat(512))],
  ['variables/empty', bytes('')],
]);

function texts(archive: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    [...readTar(archive, limits)].map(([path, content]) => [path, Buffer.from(content).toString()]),
  );
}

/** An archive of one entry, its header changed; the sum of the header is made to fit again. */
function entry(change: (header: Buffer) => void, content = 'content'): Buffer {
  const archive = Buffer.from(writeTar(new Map([['file', bytes(content)]])));
  change(archive);
  archive.fill(' ', 148, 156);
  const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return archive;
}

const name = (path: string) => (header: Buffer) => {
  header.fill(0, 0, 100);
  header.write(path, 0);
};
const kind = (letter: string) => (header: Buffer) => void header.write(letter, 156);
const size = (octal: string) => (header: Buffer) => void header.write(octal, 124);

/** An entry that says something about the next one, and the next one. */
const before = (letter: string, content: string) =>
  Buffer.concat([
    entry(kind(letter), content).subarray(0, 1024),
    writeTar(new Map([['short', bytes('content')]])),
  ]);

describe('a tar archive', () => {
  it('holds what was written, plain and compressed', () => {
    const expected = {
      'saved_model.pb': 'graph',
      'variables/variables.index': 'x'.repeat(512),
      'variables/empty': '',
    };
    expect(texts(writeTar(files))).toEqual(expected);
    expect(texts(gzipSync(writeTar(files)))).toEqual(expected);
  });

  it('may begin paths with ./ as tar does for a directory', () => {
    expect(texts(entry(name('./a/./b')))).toEqual({ 'a/b': 'content' });
  });

  it('may have directories', () => {
    expect(texts(entry(kind('5'), ''))).toEqual({});
  });

  it('may have long paths, in the way of pax and in that of GNU', () => {
    const path = `${'d'.repeat(120)}/file`;
    const record = ` path=${path}\n`;
    expect(texts(before('x', `${record.length + 3}${record}`))).toEqual({ [path]: 'content' });
    expect(texts(before('L', `${path}\0`))).toEqual({ [path]: 'content' });
  });
});

describe('a tar archive is refused', () => {
  it.each<[string, string, Uint8Array, string]>([
    ['MODEL_UNSUPPORTED', 'with a path that leads out', entry(name('../secret')), '"../secret" leads out'],
    ['MODEL_UNSUPPORTED', 'with a path that leads out later', entry(name('a/../../secret')), 'leads out'],
    ['MODEL_UNSUPPORTED', 'with an absolute path', entry(name('/etc/passwd')), '"/etc/passwd" leads out'],
    ['MODEL_UNSUPPORTED', 'with a path of Windows', entry(name('..\\secret')), 'leads out'],
    ['MODEL_UNSUPPORTED', 'with a pax path that leads out', before('x', '18 path=../secret\n'), 'leads out'],
    ['MODEL_UNSUPPORTED', 'with a symbolic link', entry(kind('2')), '"file" is neither a file'],
    ['MODEL_UNSUPPORTED', 'with a hard link', entry(kind('1')), 'neither a file'],
    ['MODEL_UNSUPPORTED', 'with a device', entry(kind('3')), 'neither a file'],
    ['MODEL_CORRUPT', 'that is cut off', writeTar(files).subarray(0, 514), 'cut off'],
    ['MODEL_CORRUPT', 'that declares a gigabyte', entry(size('10000000000')), 'cut off'],
    ['MODEL_CORRUPT', 'with a negative size', entry(size('-0000000001')), 'a number of a header is none'],
    [
      'MODEL_CORRUPT',
      'with a size in another notation',
      entry((header) => void header.writeUInt8(0x80, 124)),
      'a number',
    ],
    ['MODEL_CORRUPT', 'with a pax header that does not end', before('x', '99 path=a\n'), 'malformed'],
    ['MODEL_CORRUPT', 'that is a text', bytes('<PMML/>'.repeat(100)), 'no tar archive'],
    ['MODEL_CORRUPT', 'whose gzip is cut off', gzipSync(writeTar(files)).subarray(0, 60), 'no whole gzip'],
    [
      'MODEL_TOO_LARGE',
      'that unpacks to more than it may',
      gzipSync(Buffer.alloc(2 ** 21)),
      'when it is unpacked',
    ],
    [
      'MODEL_TOO_LARGE',
      'with more files than it may have',
      writeTar(new Map(Array.from({ length: 11 }, (_, i) => [`f${i}`, bytes('')]))),
      'more than 10 files',
    ],
  ])('with %s %s', (code, _, archive, part) => {
    expect(() => readTar(archive, limits)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(part) }),
    );
  });
});
