import { type ServerView, type ServingMonitor, type TopologyView, topics } from '@kafka-tutorial/serving';
import type { ReadableModelState } from './modelStore.ts';

const topology: TopologyView = {
  text: [
    'Source data (topic: models_data) --> modelStage.data',
    'Source models (topic: models_models, read to its end first) --> modelStage.models',
    'Stage modelStage (state: modelStore) --> results',
    'Sink results (topics: models_results, models_shadow, models_dead_letters), commits after publishing',
  ].join('\n'),
  nodes: [
    { id: topics.data, kind: 'source' },
    { id: topics.models, kind: 'source' },
    { id: 'modelStage', kind: 'stage' },
    { id: 'modelStore', kind: 'store' },
    { id: topics.results, kind: 'sink' },
    { id: topics.shadow, kind: 'sink' },
    { id: topics.deadLetters, kind: 'sink' },
  ],
  edges: [
    { from: topics.data, to: 'modelStage' },
    { from: topics.models, to: 'modelStage' },
    { from: 'modelStage', to: 'modelStore' },
    { from: 'modelStage', to: topics.results },
    { from: 'modelStage', to: topics.shadow },
    { from: 'modelStage', to: topics.deadLetters },
  ],
};

/** What queries read. */
export interface QueriesOptions {
  readonly instance: string;
  readonly state: ReadableModelState;
  readonly monitor: ServingMonitor;
  readonly ready: () => boolean;
}

/** The server as the HTTP endpoints see it: queryable state, read while records stream through. */
export function buildView({ instance, state, monitor, ready }: QueriesOptions): ServerView {
  return {
    state: () => ({
      approach: 'customStage',
      instance,
      models: state.models(),
      skipped: monitor.skipped,
      deadLettered: monitor.deadLettered,
    }),
    topology: () => topology,
    subscribe: (listener) => monitor.subscribe(listener),
    ready,
  };
}
