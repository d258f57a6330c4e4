import type { TopologyOptions } from './topologies.ts';

/** What an application is started with. */
export interface AppOptions extends TopologyOptions {
  readonly bootstrap: string;
  readonly applicationId: string;
  readonly stateDir: string;
}

/** An application at work; its stores are complete. */
export interface RunningApp {
  /** What `Topology.describe()` says. */
  readonly description: string;
  /** How many records were restored from each partition of a changelog: names are `topic-3`. */
  readonly restored: ReadonlyMap<string, number>;
  /** Commits what is processed, and leaves the group. */
  stop(): Promise<void>;
}

/** Java's Kafka Streams, or this library. */
export interface Engine {
  readonly name: 'Java' | 'TypeScript';
  /** Resolves when the application is RUNNING. */
  start(options: AppOptions): Promise<RunningApp>;
}
