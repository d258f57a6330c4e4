import { KafkaJSProtocolError } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { committedOffsets } from './committedOffsets.ts';

function failure(type: string): Error {
  return Object.assign(new KafkaJSProtocolError('refused'), { type });
}

/** Answers with the failures in turn, then with offsets. */
function fakeAdmin(...failures: Error[]) {
  const asked: unknown[] = [];
  return {
    asked,
    fetchOffsets: async (request: unknown) => {
      asked.push(request);
      const error = failures.shift();
      if (error) throw error;
      const partitions = [
        { partition: 0, offset: '7', metadata: null },
        { partition: 1, offset: '-1', metadata: null },
      ];
      return [{ topic: 'data', partitions }];
    },
  };
}

const options = { groupId: 'g', topics: ['data'], pauseMs: 1 };

describe('committedOffsets', () => {
  it('tells what was committed, and leaves out where nothing was', async () => {
    const admin = fakeAdmin();
    expect(await committedOffsets({ ...options, admin })).toEqual([
      { topic: 'data', partition: 0, offset: '7' },
    ]);
    expect(admin.asked).toEqual([{ groupId: 'g', topics: ['data'] }]);
  });

  it('waits while a new cluster sets up its coordinator', async () => {
    const admin = fakeAdmin(
      failure('GROUP_COORDINATOR_NOT_AVAILABLE'),
      failure('NOT_COORDINATOR_FOR_GROUP'),
      failure('GROUP_LOAD_IN_PROGRESS'),
    );
    expect(await committedOffsets({ ...options, admin })).toHaveLength(1);
    expect(admin.asked).toHaveLength(4);
  });

  it('gives up after the limit', async () => {
    const admin = fakeAdmin(failure('NOT_COORDINATOR_FOR_GROUP'));
    await expect(committedOffsets({ ...options, admin, limitMs: 0 })).rejects.toThrow('refused');
  });

  it('passes on what waiting does not help', async () => {
    const admin = fakeAdmin(failure('GROUP_AUTHORIZATION_FAILED'));
    await expect(committedOffsets({ ...options, admin })).rejects.toThrow('refused');
    expect(admin.asked).toHaveLength(1);
  });
});
