/** What a server shows of itself: the contract between the servers and the HTTP endpoints, the page and the tests. */

/** Statistics of one served model. Times are milliseconds; an instant is milliseconds since 1970-01-01 UTC. */
export interface ModelStats {
  readonly name: string;
  readonly description: string;
  /** The name of the model's `ModelType`, such as `PMML`. */
  readonly modelType: string;
  /** When the model began to serve. */
  readonly since: number;
  /** Records scored, failures included. */
  readonly usage: number;
  /** Time spent on scoring, altogether. */
  readonly duration: number;
  /** Shortest and longest time for a record; 0 while nothing was scored. A record's time is its share of its micro-batch. */
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p99: number;
  /** Records that this model failed to score. */
  readonly errors: number;
  /** Counts the models of this data type that the server has taken, from 1. */
  readonly version: number;
  /** Those that served before, the latest first. */
  readonly previous: readonly PreviousModel[];
}

export interface PreviousModel {
  readonly name: string;
  readonly modelType: string;
  readonly version: number;
  readonly since: number;
  readonly until: number;
  readonly usage: number;
}

/** Answer of `GET /state`. */
export interface ServerState {
  readonly approach: string;
  readonly instance: string;
  readonly models: Readonly<Record<string, ModelStats>>;
  /** Records skipped because there was no model for them yet. */
  readonly skipped: number;
  readonly deadLettered: number;
}

/** What runs inside a server, as text for reading and as a graph for drawing. */
export interface TopologyView {
  readonly text: string;
  readonly nodes: readonly {
    readonly id: string;
    /** `topic`: one of the server's own, in the middle. */
    readonly kind: 'source' | 'stage' | 'store' | 'topic' | 'sink';
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/** What `GET /events` sends; the event's name is its `type`. Samples of scored records are limited in number per second. */
export type ServingEvent =
  | {
      readonly type: 'scored';
      readonly time: number;
      readonly dataType: string;
      readonly value: number | string | null;
      readonly model: string;
      readonly version: number;
      readonly micros: number;
      readonly topic: string;
      readonly partition: number;
      readonly offset: string;
    }
  | {
      readonly type: 'model';
      readonly time: number;
      readonly dataType: string;
      readonly name: string;
      readonly modelType: string;
      /** The version it became; 0 when it was rejected. */
      readonly version: number;
      /** Why the model was rejected; absent when it serves. */
      readonly rejected?: { readonly code: string; readonly message: string };
    }
  | {
      readonly type: 'statistics';
      readonly time: number;
      /** Of the past second, by data type. */
      readonly dataTypes: Readonly<
        Record<string, { readonly recordsPerSecond: number; readonly p50: number; readonly p99: number }>
      >;
      readonly skipped: number;
      readonly deadLettered: number;
    };

/** A running server, as the HTTP endpoints see it. */
export interface ServerView {
  state(): ServerState;
  topology(): TopologyView;
  /** Calls the listener for each event until the returned function is called. */
  subscribe(listener: (event: ServingEvent) => void): () => void;
  /** True once records are being scored or awaited; false while starting and stopping. */
  ready(): boolean;
}

/** An answer for an HTTP response: the status, and what is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What may be asked of the stores of all servers of a group, on any of them; for servers that have such stores. */
export interface StoreQueries {
  /** Statistics of the model for a data type, from whichever server has it; without one, of all of them. */
  value(dataType: string | undefined): Promise<Answer>;
  /** The servers of the group with their stores; only those that have the store, when one is named. */
  instances(store: string | undefined): Answer;
  /** A query as other servers of the group send it. */
  answer(path: string): Promise<Answer>;
}
