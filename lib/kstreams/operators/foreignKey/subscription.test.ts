import { expect, it } from 'vitest';
import { Serdes } from '../../serdes/serdes.ts';
import { responseSerde, subscriptionSerde } from './subscription.ts';

const text = Serdes.string();
const hash = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const subscriptions = subscriptionSerde(text, 'pk');
const responses = responseSerde(text);
const failed = expect.objectContaining({ code: 'DESERIALIZATION_FAILED' });

it.each([
  [
    { hash, instruction: 2, primaryKey: 'o1', primaryPartition: 7 } as const,
    `0102${hash.toString('hex')}6f3100000007`,
  ],
  [{ hash: null, instruction: 1, primaryKey: 'o1', primaryPartition: 0 } as const, '81016f3100000000'],
])('writes a subscription as Java does', (subscription, hex) => {
  const bytes = subscriptions.serialize('t', subscription);
  expect(bytes?.toString('hex')).toBe(hex);
  expect(subscriptions.deserialize('t', bytes)).toEqual(subscription);
});

it.each([
  [{ hash, foreignValue: 'v', primaryPartition: undefined }, `00${hash.toString('hex')}76`],
  [{ hash: null, foreignValue: null, primaryPartition: undefined }, '80'],
])('writes an answer as Java does', (response, hex) => {
  const bytes = responses.serialize('t', response);
  expect(bytes?.toString('hex')).toBe(hex);
  expect(responses.deserialize('t', bytes)).toEqual(response);
});

it.each(['', '01', '0102', '0202ffffffffffffffffffffffffffffffff00000000', '8109616100000000'])(
  'refuses %s',
  (hex) => {
    expect(() => subscriptions.deserialize('t', Buffer.from(hex, 'hex'))).toThrow(failed);
  },
);

it('refuses an answer that is cut short or of another version', () => {
  for (const hex of ['', '0001', '81']) {
    expect(() => responses.deserialize('t', Buffer.from(hex, 'hex'))).toThrow(failed);
  }
});
