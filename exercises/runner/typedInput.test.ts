import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { keyInput, lineInput } from './typedInput.ts';

class FakeTerminal extends PassThrough {
  raw: boolean | undefined;
  setRawMode(raw: boolean): this {
    this.raw = raw;
    return this;
  }
}

const keys = () => {
  const terminal = new FakeTerminal();
  const echoed: string[] = [];
  const input = keyInput(terminal as unknown as ReadStream, (text) => echoed.push(text));
  return { terminal, input, echoed };
};

describe('keyInput', () => {
  it('gives each key at once, and Enter as nothing', async () => {
    const { terminal, input } = keys();
    terminal.write('nh');
    terminal.write('\r');
    expect(await input.next()).toBe('n');
    expect(await input.next()).toBe('h');
    expect(await input.next()).toBe('');
  });

  it('collects the digits of a number, and shows them', async () => {
    const { terminal, input, echoed } = keys();
    for (const key of ['1', '2', '\r', '3', 'n', '\r']) terminal.write(key);
    expect(await input.next()).toBe('12');
    expect(await input.next()).toBe('n');
    expect(await input.next()).toBe('');
    expect(echoed).toEqual(['1', '2', '3']);
  });

  it('does not take arrows for letters', async () => {
    const { terminal, input } = keys();
    terminal.write('\u001b[A');
    terminal.write('l');
    expect(await input.next()).toBe('l');
  });

  it.each(['\u0003', '\u0004'])('ends with %j, and leaves the terminal as it was', async (key) => {
    const { terminal, input } = keys();
    const waiting = input.next();
    expect(terminal.raw).toBe(true);
    terminal.write(key);
    expect(await waiting).toBeUndefined();
    expect(await input.next()).toBeUndefined();
    input.close();
    expect(terminal.raw).toBe(false);
  });
});

describe('lineInput', () => {
  it('gives lines, then the end', async () => {
    const stream = new PassThrough();
    const input = lineInput(stream);
    stream.end('hint\n12\nlast');
    expect(await input.next()).toBe('hint');
    expect(await input.next()).toBe('12');
    expect(await input.next()).toBe('last');
    expect(await input.next()).toBeUndefined();
  });
});
