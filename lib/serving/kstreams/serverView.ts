import type { KafkaStreams, Topology } from '@kafka-tutorial/kstreams';
import type { Approach } from '../configuration.ts';
import type { ServingMonitor } from '../servingMonitor.ts';
import type { ModelStats, ServerView } from '../view.ts';
import { topologyView } from './topologyView.ts';

export interface ServerViewOptions {
  readonly approach: Approach;
  readonly instance: string;
  readonly topology: Topology;
  /** Statistics of the models that are in service here. */
  readonly models: () => Readonly<Record<string, ModelStats>>;
  readonly monitor: ServingMonitor;
  /** Undefined until it is made. */
  readonly streams: () => KafkaStreams | undefined;
}

/** A model server on Kafka Streams as the HTTP endpoints see it. */
export function serverView(options: ServerViewOptions): ServerView {
  const { approach, instance, topology, models, monitor, streams } = options;
  const view = topologyView(topology.describe());
  return {
    state: () => ({
      ...{ approach, instance, models: models() },
      ...{ skipped: monitor.skipped, deadLettered: monitor.deadLettered },
    }),
    topology: () => view,
    subscribe: (listener) => monitor.subscribe(listener),
    ready: () => streams()?.state() === 'RUNNING',
  };
}
