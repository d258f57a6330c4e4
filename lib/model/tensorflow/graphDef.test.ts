import { Writer } from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors.ts';
import { DataType, readGraphDef } from './graphDef.ts';
import { constant, encodeGraph, fixture, operation, placeholder } from './testGraphs.ts';

const x = placeholder('x', [-1, 2]);

describe('readGraphDef', () => {
  it('reads nodes with their operations, inputs and attributes', () => {
    const { nodes } = readGraphDef(
      encodeGraph(x, constant('w', [2], [1, 2]), operation('y', 'Add', 'x', 'w:0')),
    );
    expect(nodes.map(({ name, op, inputs }) => ({ name, op, inputs }))).toEqual([
      { name: 'x', op: 'Placeholder', inputs: [] },
      { name: 'w', op: 'Const', inputs: [] },
      { name: 'y', op: 'Add', inputs: ['x', 'w:0'] },
    ]);
    expect(nodes[1]?.attributes.get('value')?.tensor?.float_val).toEqual([1, 2]);
  });

  it('drops control inputs', () => {
    const { nodes } = readGraphDef(encodeGraph(x, operation('y', 'Identity', 'x', '^gone')));
    expect(nodes[1]?.inputs).toEqual(['x']);
  });

  it('never answers a cut file with anything but an error or fewer whole nodes', () => {
    const bytes = fixture('tf-frozen-multi-io');
    const whole = readGraphDef(bytes).nodes.length;
    let refused = 0;
    for (let length = 0; length < bytes.length; length++) {
      try {
        // The format's version stands behind the last node.
        expect(readGraphDef(bytes.subarray(0, length)).nodes.length).toBeLessThanOrEqual(whole);
      } catch (error) {
        expect(error).toBeInstanceOf(ModelError);
        expect(error).toHaveProperty('code', 'MODEL_CORRUPT');
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(bytes.length * 0.95);
  });

  it.each([
    ['no bytes', new Uint8Array()],
    ['text', Buffer.from('<PMML version="4.4"/>')],
    ['random bytes', Uint8Array.from({ length: 300 }, (_, i) => (i * 7919) % 256)],
    ['a name that reaches the prototype', encodeGraph({ ...x, name: '__proto__' })],
    ['a node without operation', encodeGraph({ ...x, op: '' })],
    ['the same name twice', encodeGraph(x, x)],
    ['an input that is not there', encodeGraph(x, operation('y', 'Identity', 'constructor'))],
  ])('refuses %s', (_, bytes) => {
    expect(() => readGraphDef(bytes)).toThrow(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
  });

  it('refuses more nodes than the limit before it decodes them', () => {
    // Field 1 with no bytes: the smallest node.
    const bytes = new Uint8Array(200_000).map((_, i) => (i % 2 === 0 ? 0x0a : 0));
    expect(() => readGraphDef(bytes)).toThrow(expect.objectContaining({ code: 'MODEL_TOO_LARGE' }));
  });

  it('refuses more inputs than the limit', () => {
    const y = operation('y', 'AddN', ...Array<string>(20_001).fill('x'));
    expect(() => readGraphDef(encodeGraph(x, y))).toThrow(
      expect.objectContaining({ code: 'MODEL_TOO_LARGE', message: expect.stringContaining('20001 inputs') }),
    );
  });

  it.each([
    ['in lists', encodeGraph(constant('c', [1], Array(2 ** 22).fill(1), DataType.DT_INT32))],
    // Field 5 with no bytes: the smallest attribute; fields 1 and 2 are its node's name and operation.
    [
      'in fields',
      nodeOf(Buffer.from([0x0a, 1, 0x63, 0x12, 1, 0x63]), Buffer.alloc(2 ** 23 + 2, Buffer.from([0x2a, 0]))),
    ],
  ])('refuses more values than the limit %s', (_, bytes) => {
    expect(() => readGraphDef(bytes)).toThrow(
      expect.objectContaining({
        code: 'MODEL_TOO_LARGE',
        message: expect.stringContaining('values of lists'),
      }),
    );
  });
});

/** A graph of one node that has these bytes. */
function nodeOf(...parts: Uint8Array[]): Uint8Array {
  const node = Buffer.concat(parts);
  return Writer.create().uint32(0x0a).bytes(node).finish();
}
