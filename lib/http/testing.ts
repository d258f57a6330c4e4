import type { ModelStats, ServerState, ServerView, ServingEvent } from '@kafka-tutorial/serving';

/** A server that does what a test says. */
export interface FakeServerView extends ServerView {
  /** Tells the subscribers. */
  emit(event: ServingEvent): void;
  /** Changes what `state()` gives. */
  setState(change: Partial<ServerState>): void;
  setReady(ready: boolean): void;
  /** How many listeners are subscribed. */
  readonly listeners: number;
}

export function fakeServerView(): FakeServerView {
  const listeners = new Set<(event: ServingEvent) => void>();
  let state: ServerState = {
    approach: 'customStage',
    instance: 'alpha',
    models: { wine: fakeStats() },
    skipped: 3,
    deadLettered: 2,
  };
  let ready = true;
  return {
    state: () => state,
    topology: () => ({
      text: 'data ─▶ stage ─▶ results',
      nodes: [
        { id: 'data', kind: 'source' },
        { id: 'models', kind: 'source' },
        { id: 'stage', kind: 'stage' },
        { id: 'results', kind: 'sink' },
      ],
      edges: [
        { from: 'data', to: 'stage' },
        { from: 'models', to: 'stage' },
        { from: 'stage', to: 'results' },
      ],
    }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ready: () => ready,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    setState: (change) => {
      state = { ...state, ...change };
    },
    setReady: (value) => {
      ready = value;
    },
    get listeners() {
      return listeners.size;
    },
  };
}

export function fakeStats(change: Partial<ModelStats> = {}): ModelStats {
  return {
    name: 'forest',
    description: 'a random forest',
    modelType: 'PMML',
    since: 1_700_000_000_000,
    usage: 120,
    duration: 60,
    min: 0.1,
    max: 4,
    p50: 0.25,
    p99: 2.5,
    errors: 1,
    version: 2,
    previous: [
      {
        name: 'tree',
        modelType: 'PMML',
        version: 1,
        since: 1_699_999_990_000,
        until: 1_700_000_000_000,
        usage: 40,
      },
    ],
    ...change,
  };
}

type EventOf<T extends ServingEvent['type']> = Extract<ServingEvent, { type: T }>;

export function scoredEvent(change: Partial<EventOf<'scored'>> = {}): ServingEvent {
  return {
    type: 'scored',
    time: Date.now(),
    dataType: 'wine',
    value: 5.67,
    model: 'forest',
    version: 2,
    micros: 250,
    topic: 'models_data',
    partition: 0,
    offset: '41',
    ...change,
  };
}

export function modelEvent(change: Partial<EventOf<'model'>> = {}): ServingEvent {
  return {
    type: 'model',
    time: Date.now(),
    dataType: 'wine',
    name: 'forest',
    modelType: 'PMML',
    version: 2,
    ...change,
  };
}

export function statisticsEvent(change: Partial<EventOf<'statistics'>> = {}): ServingEvent {
  return {
    type: 'statistics',
    time: Date.now(),
    dataTypes: { wine: { recordsPerSecond: 10, p50: 0.25, p99: 2.5 } },
    skipped: 3,
    deadLettered: 2,
    ...change,
  };
}
