import kafkajs, { type Cluster } from 'kafkajs';
import { expect, it } from 'vitest';
import type { BuiltTopology } from '../topology/processorTopology.ts';
import { taskAssignor } from './taskAssignor.ts';
import { TaskPlan } from './taskPlan.ts';

it('keeps the offsets of two threads apart that share a client of kafkajs', () => {
  const kafka = new kafkajs.Kafka({ brokers: ['nowhere:1'] });
  const topology: BuiltTopology = {
    ...{ applicationId: 'shared', subtopologies: [], globalStores: [], internalTopics: [] },
  };
  const make = taskAssignor({
    plan: new TaskPlan(topology, new Map()),
    userData: () => ({ tasks: [], storedTasks: [], applicationServer: undefined }),
    beforeJoin: async () => {},
  });
  const clusters: (Cluster & { committedOffsets?(group: { groupId: string }): object })[] = [];
  for (let thread = 0; thread < 2; thread++) {
    kafka.consumer({
      groupId: 'shared',
      partitionAssigners: [
        (options) => {
          clusters.push(options.cluster);
          return make(options);
        },
      ],
    });
  }
  const [one, two] = clusters.map((cluster) => cluster.committedOffsets?.({ groupId: 'shared' }));
  expect(one).toBeDefined();
  expect(two).toBeDefined();
  expect(one).not.toBe(two);
});
