import type { ActiveTask } from './activeTask.ts';
import type { KafkaStreamsState } from './streamsState.ts';
import type { StreamThread } from './streamThread.ts';
import { partitionName } from './taskPlan.ts';

/** A figure of a running application, under the name, group and tags that it has in Java. */
export interface StreamsMetric {
  readonly name: string;
  readonly group: 'stream-metrics' | 'stream-thread-metrics' | 'stream-task-metrics';
  readonly description: string;
  readonly tags: Readonly<{ [tag: string]: string }>;
  readonly value: number | string;
}

/** What of a client its metrics are made from. */
export interface MeasuredClient {
  readonly applicationId: string;
  readonly state: KafkaStreamsState;
  readonly failedThreads: number;
  readonly threads: readonly StreamThread[];
}

/** The metrics of a client as they are now. Totals begin at the start of the thread or the task. */
export function streamsMetrics({
  applicationId,
  state,
  failedThreads,
  threads,
}: MeasuredClient): StreamsMetric[] {
  const group = 'stream-metrics';
  const tags = {};
  const alive = threads.filter((thread) => thread.state !== 'DEAD').length;
  return [
    { group, tags, name: 'application-id', description: 'The application.', value: applicationId },
    { group, tags, name: 'state', description: 'The state of the client.', value: state },
    { group, tags, name: 'alive-stream-threads', description: 'Threads that are not dead.', value: alive },
    {
      ...{ group, tags, name: 'failed-stream-threads', value: failedThreads },
      description: 'Threads that have failed since the start.',
    },
    ...threads.flatMap((thread) => [...threadMetrics(thread), ...taskMetrics(thread)]),
  ];
}

function threadMetrics({ name: thread, metrics }: StreamThread): StreamsMetric[] {
  const common = { group: 'stream-thread-metrics', tags: { 'thread-id': thread } } as const;
  return [
    { ...common, name: 'commit-total', description: 'Commits.', value: metrics.commits },
    { ...common, name: 'task-created-total', description: 'Tasks taken over.', value: metrics.tasksCreated },
    { ...common, name: 'task-closed-total', description: 'Tasks given up.', value: metrics.tasksClosed },
  ];
}

function taskMetrics({ name: thread, tasks }: StreamThread): StreamsMetric[] {
  return tasks.flatMap((active) => {
    const { processed, punctuated, droppedRecords } = active.task.metrics;
    const common = {
      group: 'stream-task-metrics',
      tags: { 'thread-id': thread, 'task-id': active.plan.name },
    } as const;
    return [
      { ...common, name: 'process-total', description: 'Records processed.', value: processed },
      { ...common, name: 'punctuate-total', description: 'Punctuations.', value: punctuated },
      { ...common, name: 'dropped-records-total', description: 'Records dropped.', value: droppedRecords },
      { ...common, name: 'restore-total', description: 'Changes restored.', value: active.restored },
      {
        ...{ ...common, name: 'active-buffer-count', value: active.task.buffered },
        description: 'Records that wait to be processed.',
      },
      ...lags(active).map(({ input, lag }) => ({
        ...{ ...common, name: 'records-lag', tags: { ...common.tags, partition: input }, value: lag },
        description: 'Records of a partition that are known of and not processed.',
      })),
    ];
  });
}

function lags(active: ActiveTask): { input: string; lag: number }[] {
  return active.plan.inputs.map((input) => ({ input: partitionName(input), lag: active.lag(input) }));
}
