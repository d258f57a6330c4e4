import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader } from './frames.ts';

function framed(body: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

describe('FrameReader', () => {
  it('gives the same requests however the bytes are cut', () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 });
    fc.assert(
      fc.property(bodies, fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1 }), (requests, cuts) => {
        const stream = Buffer.concat(requests.map((body) => framed(Buffer.from(body))));
        const reader = new FrameReader();
        const found: string[] = [];
        for (let at = 0, i = 0; at < stream.length; i++) {
          const cut = cuts[i % cuts.length] as number;
          reader.push(stream.subarray(at, at + cut));
          at += cut;
          for (let frame = reader.next(); frame; frame = reader.next()) found.push(frame.toString('hex'));
        }
        expect(found).toEqual(requests.map((body) => Buffer.from(body).toString('hex')));
      }),
    );
  });

  it('waits for the rest of a request', () => {
    const reader = new FrameReader();
    const bytes = framed(Buffer.from('abc'));
    reader.push(bytes.subarray(0, 6));
    expect(reader.next()).toBeUndefined();
    reader.push(bytes.subarray(6));
    expect(reader.next()?.toString()).toBe('abc');
    expect(reader.next()).toBeUndefined();
  });

  it.each([-1, 100 * 1024 * 1024 + 1, 0x47455420])('refuses a length of %i at once', (size) => {
    const reader = new FrameReader();
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(size);
    reader.push(bytes);
    expect(() => reader.next()).toThrow(expect.objectContaining({ code: 'REQUEST_TOO_LARGE' }));
  });
});
