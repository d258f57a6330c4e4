import type { Admin } from 'kafkajs';
import { KStreamsError } from '../errors.ts';
import type { InputStart } from './activeTask.ts';
import type { RuntimeConfig } from './kafkaStreamsConfig.ts';
import type { PartitionReader } from './partitionReader.ts';
import { type PlannedTask, partitionName, type TaskInput } from './taskPlan.ts';

/**
 * Where the inputs of tasks begin: at what the group has committed, or else as the source or the configuration says.
 * @throws KStreamsError NO_COMMITTED_OFFSET when they say `none`
 */
export async function inputStarts(
  tasks: readonly PlannedTask[],
  admin: Admin,
  reader: PartitionReader,
  { applicationId, autoOffsetReset }: RuntimeConfig,
): Promise<InputStart[]> {
  const inputs = tasks.flatMap((task) => task.inputs);
  const [committed, beginnings, ends] = await Promise.all([
    committedOffsets(inputs, admin, applicationId),
    reader.beginnings(inputs),
    reader.ends(inputs),
  ]);
  return inputs.map(({ topic, partition, source }) => {
    const name = partitionName({ topic, partition });
    const offset = committed.get(name) ?? -1;
    const [beginning, end] = [beginnings.get(name) ?? 0, ends.get(name) ?? 0];
    const reset = { earliest: beginning, latest: end };
    // It may be out of range: records are deleted after a time, topics are deleted and created again.
    if (offset >= beginning && offset <= end)
      return { topic, partition, committed: offset, start: offset, end };
    const policy = source.offsetReset ?? autoOffsetReset;
    if (policy === 'none') throw noOffset(name);
    return { topic, partition, committed: offset, start: reset[policy], end };
  });
}

async function committedOffsets(
  inputs: readonly TaskInput[],
  admin: Admin,
  groupId: string,
): Promise<ReadonlyMap<string, number>> {
  if (inputs.length === 0) return new Map();
  const topics = [...new Set(inputs.map(({ topic }) => topic))];
  const offsets = await admin.fetchOffsets({ groupId, topics });
  return new Map(
    offsets.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [partitionName({ topic, partition }), Number(offset)]),
    ),
  );
}

function noOffset(name: string): KStreamsError {
  return new KStreamsError(
    'NO_COMMITTED_OFFSET',
    `Nothing that is still there is committed for ${name}, and the reset policy is none: there is no offset to begin at.`,
    { hint: "Set autoOffsetReset, or the source's offsetReset, to earliest or latest." },
  );
}
