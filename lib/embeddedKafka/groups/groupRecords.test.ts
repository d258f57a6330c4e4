import { expect, it } from 'vitest';
import {
  decodeGroupKey,
  decodeGroupValue,
  encodeGroupKey,
  encodeGroupValue,
  type GroupSnapshot,
} from './groupRecords.ts';
import { encodeOffsetKey } from './offsetRecords.ts';

const stable: GroupSnapshot = {
  ...{ protocolType: 'consumer', generationId: 3, protocolName: 'range', leaderId: 'client-1' },
  members: [
    {
      ...{ memberId: 'client-1', groupInstanceId: null, clientId: 'client', clientHost: '/127.0.0.1' },
      ...{ rebalanceTimeoutMs: 60_000, sessionTimeoutMs: 10_000 },
      ...{ metadata: Buffer.from('wine'), assignment: Buffer.from('all') },
    },
  ],
};
const empty: GroupSnapshot = {
  ...{ protocolType: 'consumer', generationId: 4, protocolName: '', leaderId: '', members: [] },
};

// Written by Apache Kafka 4.1.2 (GroupMetadataKey and GroupMetadataValue), at the time 1000.
it.each([
  [
    'with members',
    stable,
    `0003 0008${hex('consumer')} 00000003 0005${hex('range')} 0008${hex('client-1')} 00000000000003e8 00000001
     0008${hex('client-1')} ffff 0006${hex('client')} 000a${hex('/127.0.0.1')} 0000ea60 00002710
     00000004${hex('wine')} 00000003${hex('all')}`,
  ],
  ['without', empty, `0003 0008${hex('consumer')} 00000004 ffff ffff 00000000000003e8 00000000`],
])('writes and reads a group %s as Kafka does', (_, group, expected) => {
  const bytes = Buffer.from(expected.replace(/\s/g, ''), 'hex');
  expect(encodeGroupValue(group, 1000)).toEqual(bytes);
  expect(decodeGroupValue(bytes)).toEqual(group);
});

it('tells keys of groups from those of offsets', () => {
  const key = Buffer.from(`00020007${hex('tasters')}`, 'hex');
  expect(encodeGroupKey('tasters')).toEqual(key);
  expect(decodeGroupKey(key)).toBe('tasters');
  expect(
    decodeGroupKey(encodeOffsetKey({ groupId: 'tasters', topic: 'wine', partition: 0 })),
  ).toBeUndefined();
});

it('refuses versions that it does not write', () => {
  expect(() => decodeGroupValue(Buffer.from('0004', 'hex'))).toThrow('version 3, got 4');
});

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}
