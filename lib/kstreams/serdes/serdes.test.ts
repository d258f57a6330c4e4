import { describe, expect, it } from 'vitest';
import { Serdes } from './serdes.ts';

const hex = (bytes: Buffer | null) => bytes?.toString('hex');
const code = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
};

describe('serdes', () => {
  it('write the bytes that Java writes', () => {
    expect(hex(Serdes.string().serialize('t', 'héł'))).toBe('68c3a9c582');
    expect(hex(Serdes.integer().serialize('t', -2))).toBe('fffffffe');
    expect(hex(Serdes.long().serialize('t', 1))).toBe('0000000000000001');
    expect(hex(Serdes.long().serialize('t', -1))).toBe('ffffffffffffffff');
    expect(hex(Serdes.long().serialize('t', -(2 ** 32)))).toBe('ffffffff00000000');
    expect(hex(Serdes.bigint().serialize('t', -(2n ** 63n)))).toBe('8000000000000000');
    expect(hex(Serdes.double().serialize('t', 1.5))).toBe('3ff8000000000000');
  });

  it.each([0, 1, -1, 2 ** 32, -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
    'read back the long %d',
    (value) => {
      const bytes = Serdes.long().serialize('t', value);
      expect(Serdes.long().deserialize('t', bytes)).toBe(value);
      expect(Serdes.bigint().deserialize('t', bytes)).toBe(BigInt(value));
    },
  );

  it('leave null as it is', () => {
    const all = [
      ...[Serdes.string(), Serdes.integer(), Serdes.long(), Serdes.bigint(), Serdes.double(), Serdes.bytes()],
      ...[Serdes.void(), Serdes.json((parsed) => parsed), Serdes.protobuf(codec)],
    ];
    for (const serde of all) {
      expect(serde.serialize('t', null)).toBeNull();
      expect(serde.deserialize('t', null)).toBeNull();
    }
  });

  it('refuse values they cannot write', () => {
    expect(code(() => Serdes.long().serialize('t', 2 ** 53))).toBe('SERIALIZATION_FAILED');
    expect(code(() => Serdes.long().serialize('t', 0.5))).toBe('SERIALIZATION_FAILED');
    expect(code(() => Serdes.integer().serialize('t', 2 ** 31))).toBe('SERIALIZATION_FAILED');
    expect(code(() => Serdes.bigint().serialize('t', 2n ** 63n))).toBe('SERIALIZATION_FAILED');
    expect(code(() => Serdes.string().serialize('t', 5 as never))).toBe('SERIALIZATION_FAILED');
    expect(code(() => Serdes.protobuf(codec).serialize('t', { text: 5 } as never))).toBe(
      'SERIALIZATION_FAILED',
    );
  });

  it('refuse bytes they cannot read', () => {
    const three = Buffer.from('abc');
    for (const serde of [Serdes.integer(), Serdes.long(), Serdes.bigint(), Serdes.double(), Serdes.void()]) {
      expect(code(() => serde.deserialize('t', three))).toBe('DESERIALIZATION_FAILED');
    }
    const beyond = Buffer.from('7fffffffffffffff', 'hex');
    expect(code(() => Serdes.long().deserialize('t', beyond))).toBe('DESERIALIZATION_FAILED');
    expect(Serdes.bigint().deserialize('t', beyond)).toBe(2n ** 63n - 1n);
  });

  it('let JSON through its check only', () => {
    const serde = Serdes.json((parsed) => {
      if (typeof (parsed as { n?: unknown }).n !== 'number') throw new TypeError('n must be a number');
      return parsed as { n: number };
    });
    expect(serde.deserialize('t', serde.serialize('t', { n: 1 }))).toEqual({ n: 1 });
    expect(code(() => serde.deserialize('t', Buffer.from('{"n":"1"}')))).toBe('DESERIALIZATION_FAILED');
    expect(code(() => serde.deserialize('t', Buffer.from('{"n":')))).toBe('DESERIALIZATION_FAILED');
    const evil = serde.deserialize('t', Buffer.from('{"n":1,"__proto__":{"admin":true}}')) as object;
    expect('admin' in evil).toBe(false);
    expect('admin' in Object.assign({}, evil)).toBe(false);
  });
});

const codec = {
  encode: (message: { text: string }) => ({ finish: () => new TextEncoder().encode(message.text) }),
  decode: (bytes: Uint8Array) => ({ text: new TextDecoder().decode(bytes) }),
  verify: (message: { text?: unknown }) =>
    typeof message.text === 'string' ? null : 'text: string expected',
};

it('writes and reads protobuf messages', () => {
  const serde = Serdes.protobuf(codec);
  const bytes = serde.serialize('t', { text: 'hi' });
  expect(hex(bytes)).toBe('6869');
  expect(serde.deserialize('t', bytes)).toEqual({ text: 'hi' });
});
