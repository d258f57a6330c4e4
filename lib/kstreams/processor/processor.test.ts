import { describe, expect, it } from 'vitest';
import { Headers } from './headers.ts';
import { after, inOrder } from './maybePromise.ts';
import { Record } from './record.ts';
import {
  failOnInvalidTimestamp,
  logAndSkipOnInvalidTimestamp,
  type TimestampExtractor,
  usePartitionTimeOnInvalidTimestamp,
  wallclockTimestamp,
} from './timestampExtractor.ts';

describe('Record', () => {
  const record = new Record('k', 1, 10, Headers.none.with('a', 'x'));

  it('makes copies with one part replaced', () => {
    expect(record.withKey('other')).toEqual(new Record('other', 1, 10, record.headers));
    expect(record.withValue(null)).toEqual(new Record('k', null, 10, record.headers));
    expect(record.withTimestamp(11)).toEqual(new Record('k', 1, 11, record.headers));
    expect(record.withHeaders(Headers.none)).toEqual(new Record('k', 1, 10));
    expect(record.value).toBe(1);
  });

  it.each([-1, Number.NaN])('refuses %s as its timestamp', (timestamp) => {
    expect(() => record.withTimestamp(timestamp)).toThrow(RangeError);
  });
});

describe('Headers', () => {
  it('keep their order and repeated names', () => {
    const headers = Headers.none.with('a', '1').with('b', null).with('a', Buffer.from('2'));
    expect(headers.all('a').map(({ value }) => String(value))).toEqual(['1', '2']);
    expect(headers.lastHeader('a')?.value).toEqual(Buffer.from('2'));
    expect(headers.lastHeader('c')).toBeUndefined();
    expect([...headers.without('a')]).toEqual([{ name: 'b', value: null }]);
    expect([headers.size, headers.without('a').without('b')]).toEqual([3, Headers.none]);
  });
});

describe('timestamp extractors', () => {
  const extract = (extractor: TimestampExtractor, timestamp: number, partitionTime: number) =>
    extractor.extract(
      { topic: 't', partition: 0, offset: 0, timestamp, key: null, value: null, headers: Headers.none },
      partitionTime,
    );

  it('take the timestamp of the record where it has one', () => {
    for (const extractor of [
      failOnInvalidTimestamp,
      logAndSkipOnInvalidTimestamp,
      usePartitionTimeOnInvalidTimestamp,
    ]) {
      expect(extract(extractor, 0, 9)).toBe(0);
    }
  });

  it('fail, skip, or take the time of the partition where it has none', () => {
    const invalid = expect.objectContaining({ code: 'TIMESTAMP_INVALID' });
    expect(() => extract(failOnInvalidTimestamp, -1, 9)).toThrow(invalid);
    expect(extract(logAndSkipOnInvalidTimestamp, -1, 9)).toBe(-1);
    expect(extract(usePartitionTimeOnInvalidTimestamp, -1, 9)).toBe(9);
    expect(() => extract(usePartitionTimeOnInvalidTimestamp, -1, -1)).toThrow(invalid);
  });

  it('take the time on the wall', () => {
    const before = Date.now();
    const timestamp = extract(wallclockTimestamp, 5, 5);
    expect(timestamp >= before && timestamp <= Date.now()).toBe(true);
  });
});

describe('steps that may take time', () => {
  it('are done at once when none does', () => {
    const seen: number[] = [];
    expect(inOrder([1, 2], (item) => void seen.push(item))).toBeUndefined();
    expect([seen, after(1, (result) => result + 1)]).toEqual([[1, 2], 2]);
  });

  it('wait for the one that does', async () => {
    const seen: string[] = [];
    const done = inOrder(['a', 'b', 'c'], (item) => {
      seen.push(item);
      return item === 'b' ? Promise.resolve().then(() => void seen.push('b done')) : undefined;
    });
    expect(seen).toEqual(['a', 'b']);
    await done;
    expect(seen).toEqual(['a', 'b', 'b done', 'c']);
    expect(await after(Promise.resolve(1), (result) => result + 1)).toBe(2);
  });
});
