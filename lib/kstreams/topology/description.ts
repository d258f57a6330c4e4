import { descriptionText } from './descriptionText.ts';
import { mermaid } from './mermaid.ts';

export interface SourceDescription {
  readonly kind: 'source';
  readonly name: string;
  /** Absent when the source has a pattern. */
  readonly topics: readonly string[] | undefined;
  readonly pattern: string | undefined;
  readonly successors: readonly string[];
}

export interface ProcessorDescription {
  readonly kind: 'processor';
  readonly name: string;
  readonly stores: readonly string[];
  readonly successors: readonly string[];
  readonly predecessors: readonly string[];
}

export interface SinkDescription {
  readonly kind: 'sink';
  readonly name: string;
  /** Absent when the topic is chosen for each record. */
  readonly topic: string | undefined;
  /** How the topic is chosen. */
  readonly extractor: string | undefined;
  readonly predecessors: readonly string[];
}

export type NodeDescription = SourceDescription | ProcessorDescription | SinkDescription;

export interface SubtopologyDescription {
  readonly id: number;
  readonly nodes: readonly NodeDescription[];
}

export interface GlobalStoreDescription {
  readonly id: number;
  readonly source: SourceDescription;
  readonly processor: ProcessorDescription;
}

/**
 * What a topology looks like, without the application id before internal topics. `String(description)` is the text
 * Java prints, byte for byte; `JSON.stringify` shows the fields; `toMermaid` draws it.
 */
export class TopologyDescription {
  readonly subtopologies: readonly SubtopologyDescription[];
  readonly globalStores: readonly GlobalStoreDescription[];

  constructor(
    subtopologies: readonly SubtopologyDescription[],
    globalStores: readonly GlobalStoreDescription[],
  ) {
    this.subtopologies = subtopologies;
    this.globalStores = globalStores;
  }

  toString(): string {
    return descriptionText(this);
  }

  /** A flowchart for Mermaid: sub-topologies as boxes, topics and stores beside the nodes that use them. */
  toMermaid(): string {
    return mermaid(this);
  }
}
