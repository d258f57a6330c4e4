import { silentLogger } from '@kafka-tutorial/util';
import type { TopicPartitionOffsetAndMetadata } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { GroupProgress } from './groupProgress.ts';
import type { InputRecord } from './inputRecord.ts';
import { inputRecord } from './testing.ts';

const at = (partition: number, offset: number): InputRecord => {
  const record = inputRecord(null, null, partition);
  return { ...record, message: { ...record.message, offset: String(offset) } };
};

function progressWith({ committed = '0', failing = 0 } = {}) {
  const commits: string[] = [];
  let failures = failing;
  const progress = new GroupProgress({
    commit: async (offsets: TopicPartitionOffsetAndMetadata[]) => {
      if (failures-- > 0) throw new Error('the group is rebalancing');
      for (const { partition, offset } of offsets) commits.push(`${partition}@${offset}`);
    },
    committed: [{ topic: 'models_data', partition: 0, offset: committed }],
    logger: silentLogger,
  });
  return { progress, commits };
}

describe('GroupProgress', () => {
  it('commits the offset after the last record that is done, once', async () => {
    const { progress, commits } = progressWith();
    progress.assigned([0, 1]);
    progress.mark([at(0, 4), at(0, 5), at(1, 7)]);
    await progress.flush();
    await progress.flush();
    expect(commits).toEqual(['0@6', '1@8']);
  });

  it('commits nothing for partitions that are another member’s now', async () => {
    const { progress, commits } = progressWith();
    progress.assigned([0, 1]);
    progress.mark([at(0, 4), at(1, 7)]);
    progress.assigned([1]);
    await progress.flush();
    expect(commits).toEqual(['1@8']);
  });

  it('tries again after a commit that failed, with what came since', async () => {
    const { progress, commits } = progressWith({ failing: 1 });
    progress.assigned([0, 1]);
    progress.mark([at(0, 4), at(1, 1)]);
    await progress.flush();
    expect(commits).toEqual([]);
    progress.mark([at(0, 5)]);
    await progress.flush();
    expect(commits.sort()).toEqual(['0@6', '1@2']);
  });

  it('never commits back behind what is committed', async () => {
    const { progress, commits } = progressWith({ committed: '10' });
    progress.assigned([0]);
    progress.mark([at(0, 4)]);
    await progress.flush();
    expect(commits).toEqual([]);
  });

  it('answers for records of its own partitions that nobody committed', async () => {
    const { progress } = progressWith({ committed: '10' });
    const ours = Promise.all([
      progress.isOurs(at(0, 9)),
      progress.isOurs(at(0, 10)),
      progress.isOurs(at(1, 10)),
    ]);
    progress.assigned([0]);
    expect(await ours).toEqual([false, true, false]);
  });
});
