import { describe, expect, it } from 'vitest';
import { Materialized } from '../dsl/materialized.ts';
import { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import { KStreamsError, type KStreamsErrorCode } from '../errors.ts';
import { Serdes } from '../serdes/serdes.ts';
import { Topology } from '../topology/topology.ts';
import type { ErrorHandlerContext, HandlerResponse } from './exceptionHandlers.ts';
import { logAndContinue, logAndFail } from './logAndHandle.ts';
import type { OnRefused } from './recordCollector.ts';
import type { ProducedRecord } from './records.ts';
import type { StreamsConfig } from './streamsConfig.ts';
import { environment, raw, startTask, textSerdes } from './testing.ts';

/** Keeps what it is sent, until a test says what the cluster refuses of it. */
class RefusingCollector {
  readonly sent: { readonly record: ProducedRecord; readonly onRefused: OnRefused | undefined }[] = [];

  send(record: ProducedRecord, onRefused?: OnRefused): void {
    this.sent.push({ record, onRefused });
  }

  partitionCount(): number {
    return 1;
  }

  flush(): void {}

  refuse(index: number, code: KStreamsErrorCode = 'RECORD_TOO_LARGE'): void {
    const { record, onRefused } = this.sent[index] ?? {};
    if (record === undefined || onRefused === undefined) throw new Error('nobody can be asked');
    onRefused(record, new KStreamsError(code, 'not this one'));
  }
}

const copying = () =>
  new Topology().addSource('source', 'in', textSerdes).addSink('sink', 'out', {}, 'source');

/** Has processed the records `a` and `b` of `in`; nothing of them is acknowledged. */
function processed(config: Partial<StreamsConfig>, topology = copying()) {
  const collector = new RefusingCollector();
  const text = Serdes.string();
  const surroundings = environment({ defaultKeySerde: text, defaultValueSerde: text, ...config });
  const task = startTask(topology, { ...surroundings, collector });
  task.addRecords('in', [raw('in', 4, 10, 'a'), raw('in', 5, 11, 'b')]);
  while (task.process());
  return { collector, task };
}

describe('the production handler, when a record is refused', () => {
  it('is asked about it under the record that it came from, though others were processed since', () => {
    const asked: { context: ErrorHandlerContext; record: ProducedRecord; error: unknown }[] = [];
    const { collector, task } = processed({
      productionExceptionHandler: {
        ...logAndFail(),
        handle(context, record, error): HandlerResponse {
          asked.push({ context, record, error });
          return { action: 'CONTINUE' };
        },
      },
    });
    collector.refuse(0);
    expect(asked).toMatchObject([
      {
        context: {
          ...{ topic: 'in', partition: 0, offset: 4, timestamp: 10, processorNodeId: 'sink' },
          ...{ sourceRawKey: Buffer.from('k'), sourceRawValue: Buffer.from('a') },
        },
        record: { topic: 'out', value: Buffer.from('a') },
        error: { code: 'RECORD_TOO_LARGE' },
      },
    ]);
    expect(task.metrics.droppedRecords).toBe(1);
  });

  it('stops the task unless it is told to continue', () => {
    const { collector, task } = processed({});
    expect(() => collector.refuse(0)).toThrow(
      expect.objectContaining({
        code: 'PRODUCTION_FAILED',
        message: 'Task 0_3: A record for out cannot be written: not this one',
      }),
    );
    expect(task.metrics.droppedRecords).toBe(0);
  });

  it('writes dead letters, about which nobody is asked', () => {
    const { collector } = processed({
      productionExceptionHandler: logAndContinue({ deadLetterTopic: 'dead' }),
    });
    collector.refuse(1);
    const { record, onRefused } = collector.sent[2] ?? {};
    expect(record).toMatchObject({ topic: 'dead', value: Buffer.from('b') });
    expect(onRefused).toBeUndefined();
  });

  it('does not let a record pass by itself that is only not acknowledged in time', () => {
    const { collector } = processed({
      productionExceptionHandler: logAndContinue({ deadLetterTopic: 'dead' }),
    });
    expect(() => collector.refuse(0, 'RECORD_NOT_ACKNOWLEDGED')).toThrow(
      expect.objectContaining({ code: 'PRODUCTION_FAILED' }),
    );
    expect(collector.sent).toHaveLength(2);
  });

  it('is asked about changes of stores too, which no node has sent', () => {
    const nodes: (string | null)[] = [];
    const builder = new StreamsBuilder();
    builder.table('in', undefined, Materialized.as<string, string>('store').withCachingDisabled());
    const { collector } = processed(
      {
        productionExceptionHandler: {
          ...logAndFail(),
          handle({ processorNodeId }): HandlerResponse {
            nodes.push(processorNodeId);
            return { action: 'CONTINUE' };
          },
        },
      },
      builder.build(),
    );
    collector.refuse(0);
    expect(collector.sent[0]?.record.topic).toBe('app-store-changelog');
    expect(nodes).toEqual([null]);
  });
});
