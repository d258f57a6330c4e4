import { KafkaStreams } from '../kafka/kafkaStreams.ts';
import { clientOf, quick, running } from '../kafka/testing.ts';
import type { AppOptions, Engine, RunningApp } from './engine.ts';
import { buildTopology } from './topologies.ts';

/** This library, in this process. */
export const typescriptEngine: Engine = {
  name: 'TypeScript',

  async start(options: AppOptions): Promise<RunningApp> {
    const { bootstrap, applicationId, stateDir } = options;
    const topology = buildTopology(options);
    const streams = new KafkaStreams(topology, {
      ...quick,
      ...{ applicationId, stateDir, kafka: clientOf(bootstrap) },
    });
    const restored = new Map<string, number>();
    streams.setGlobalStateRestoreListener({
      onRestoreEnd: ({ topic, partition }, _store, total) => restored.set(`${topic}-${partition}`, total),
    });
    await streams.start();
    await running(streams);
    return {
      description: topology.describe().toString(),
      restored,
      async stop() {
        await streams.close();
      },
    };
  },
};
