import { tutorial } from './generated/messages.js';

export const { ModelDescriptor, WineRecord, PenguinRecord, ScoredRecord } = tutorial;
export const { ModelType } = tutorial.ModelDescriptor;

export type ModelDescriptor = tutorial.ModelDescriptor;
export type ModelType = tutorial.ModelDescriptor.ModelType;
export type WineRecord = tutorial.WineRecord;
export type PenguinRecord = tutorial.PenguinRecord;
export type ScoredRecord = tutorial.ScoredRecord;
/** What `ScoredRecord.encode` takes: every field may be left out. */
export type ScoredRecordProperties = tutorial.ScoredRecord.$Properties;
/** What `ModelDescriptor.encode` takes: every field may be left out. */
export type ModelDescriptorProperties = tutorial.ModelDescriptor.$Properties;
