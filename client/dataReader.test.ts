import { ModelDescriptor, ModelType, ScoredRecord, WineRecord } from '@kafka-tutorial/proto';
import { topics } from '@kafka-tutorial/serving';
import type { KafkaMessage } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { DataReader } from './dataReader.ts';
import { describeRecord } from './describeRecord.ts';

function record(topic: string, message: Partial<KafkaMessage>) {
  const whole = {
    key: null,
    value: null,
    timestamp: '0',
    attributes: 0,
    offset: '7',
    headers: {},
    ...message,
  };
  return { topic, partition: 1, message: whole as KafkaMessage };
}

const wine = Buffer.from(
  WineRecord.encode({ fixed_acidity: 7.4, density: 0.99, pH: 3, alcohol: 9 }).finish(),
);

describe('describeRecord', () => {
  it('shows the fields of a record', () => {
    const line = describeRecord(record(topics.data, { key: Buffer.from('wine'), value: wine }));
    expect(line).toMatch(/^models_data-1@7 wine fixed_acidity=7.4 volatile_acidity=0 .* alcohol=9$/);
  });

  it('shows what a model is', () => {
    const value = Buffer.from(
      ModelDescriptor.encode({
        ...{ name: 'tree', description: 'of 24 leaves', dataType: 'wine' },
        ...{ modeltype: ModelType.PMML, data: Buffer.from('abc') },
      }).finish(),
    );
    expect(describeRecord(record(topics.models, { value }))).toBe(
      'models_models-1@7 model for wine: tree: of 24 leaves (PMML, 3 bytes)',
    );
  });

  it('shows a result', () => {
    const value = Buffer.from(
      ScoredRecord.encode({
        ...{ topic: 'models_data', partition: 2, offset: 40, dataType: 'penguins', label: 'Gentoo' },
        ...{ modelName: 'tree', modelVersion: 3, approach: 'customStage', scoringMicros: 12.345 },
      }).finish(),
    );
    expect(describeRecord(record(topics.results, { value }))).toBe(
      'models_results-1@7 penguins Gentoo by tree version 3 of customStage in 12.3 µs for models_data-2@40',
    );
  });

  it('shows why a record is a dead letter', () => {
    const headers = {
      ...{ 'error.code': 'RECORD_EMPTY', 'error.message': 'the record has no bytes' },
      ...{ 'source.topic': 'models_data', 'source.partition': '0', 'source.offset': '3' },
    };
    expect(describeRecord(record(topics.deadLetters, { headers }))).toBe(
      'models_dead_letters-1@7 0 bytes of models_data-0@3: the record has no bytes (RECORD_EMPTY)',
    );
  });

  it('says so when a record cannot be decoded', () => {
    const line = describeRecord(record(topics.data, { value: wine.subarray(0, 5) }));
    expect(line).toMatch(/^models_data-1@7 5 bytes that are no record of this topic: .*RECORD_CORRUPT/);
  });

  it('gives the terminal no control characters', () => {
    const value = Buffer.from(ModelDescriptor.encode({ name: 'a\u001b[2Jb\nc' }).finish());
    expect(describeRecord(record(topics.models, { value }))).toContain('a\uFFFD[2Jb\uFFFDc');
  });
});

describe('DataReader', () => {
  it('prints a line for each record, and above twenty in a second a summary', () => {
    const lines: string[] = [];
    const reader = new DataReader((line) => lines.push(line));
    const pass = (records: number) => {
      for (let i = 0; i < records; i++) reader.observe(record(topics.data, { value: wine }));
      reader.tick();
      return lines.splice(0).length;
    };
    expect(pass(20)).toBe(20);
    expect(pass(1500)).toBe(20 + 1);
    for (let i = 0; i < 1500; i++) reader.observe(record(topics.data, { value: wine }));
    reader.tick();
    expect(lines.splice(0)).toEqual(['1,500 records in the last second: models_data 1,500']);
    expect(pass(5)).toBe(0);
    expect(pass(5)).toBe(5);
  });
});
