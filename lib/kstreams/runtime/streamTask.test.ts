import { describe, expect, it } from 'vitest';
import type { MaybePromise } from '../processor/maybePromise.ts';
import type { Processor } from '../processor/processor.ts';
import type { ProcessorContext } from '../processor/processorContext.ts';
import type { Record } from '../processor/record.ts';
import { Serdes } from '../serdes/serdes.ts';
import type { KeyValueStore } from '../state/keyValueStore.ts';
import { Stores } from '../state/stores.ts';
import { Topology } from '../topology/topology.ts';
import { logAndContinue } from './logAndHandle.ts';
import { environment, openTask, raw, startTask, textSerdes, unreadable } from './testing.ts';

type Text = Record<string, string>;
type Context = ProcessorContext<string, string>;
type Work = (record: Text, context: Context) => MaybePromise<void>;

function supplier(process: Work, init?: (context: Context) => void) {
  return {
    get(): Processor<string, string, string, string> {
      let context: Context;
      return {
        init(given) {
          context = given;
          init?.(given);
        },
        process: (record) => process(record, context),
      };
    },
  };
}

/** in → the processor → out */
function through(process: Work, init?: (context: Context) => void): Topology {
  return new Topology()
    .addSource('source', 'in', textSerdes)
    .addProcessor('p', supplier(process, init), 'source')
    .addSink('sink', 'out', textSerdes, 'p');
}

function texts(records: readonly { readonly value: Buffer | null }[]): string[] {
  return records.map(({ value }) => String(value));
}

describe('StreamTask', () => {
  it('processes synchronously: without a promise when no processor makes one', () => {
    const surroundings = environment();
    const task = startTask(
      through((record, context) => context.forward(record)),
      surroundings,
    );
    task.addRecords('in', [raw('in', 0, 5, 'a')]);
    expect(task.process()).toBe(true);
    expect(task.process()).toBe(false);
    expect(texts(surroundings.collector.take())).toEqual(['a']);
  });

  it('takes the next record only when an asynchronous processor is done, even if its caller did not wait', async () => {
    const surroundings = environment();
    const log: string[] = [];
    const slow: Work = async (record, context) => {
      log.push(`begin ${record.value}`);
      await Promise.resolve();
      log.push(`end ${record.value} ${context.recordMetadata()?.offset}`);
      await context.forward(record);
    };
    const topology = new Topology()
      .addSource('source', 'in', textSerdes)
      .addProcessor(
        'careless',
        supplier((record, context) => void context.forward(record)),
        'source',
      )
      .addProcessor('slow', supplier(slow), 'careless')
      .addSink('sink', 'out', textSerdes, 'slow');
    const task = startTask(topology, surroundings);
    task.addRecords('in', [raw('in', 0, 5, 'a'), raw('in', 1, 6, 'b')]);
    expect(await task.process()).toBe(true);
    expect(log).toEqual(['begin a', 'end a 0']);
    expect(await task.process()).toBe(true);
    expect(texts(surroundings.collector.take())).toEqual(['a', 'b']);
  });

  it('ends with an error that names the processor, and can be closed then', async () => {
    for (const fail of [
      () => {
        throw new Error('no good');
      },
      () => Promise.reject(new Error('no good')),
    ]) {
      const task = startTask(through(fail), environment());
      task.addRecords('in', [raw('in', 0, 5)]);
      const run = async () => task.process();
      await expect(run()).rejects.toMatchObject({
        code: 'PROCESSING_FAILED',
        message: 'Task 0_3: The processor p failed: no good',
        cause: { message: 'no good' },
      });
      task.close();
    }
  });

  it('asks the handler of the processor that failed, once', () => {
    const asked: string[] = [];
    const surroundings = environment({
      processingExceptionHandler: {
        handle(context) {
          asked.push(
            `${context.processorNodeId} ${context.topic} ${context.offset} ${context.sourceRawValue}`,
          );
          return { action: 'FAIL' };
        },
      },
    });
    const topology = new Topology()
      .addSource('source', 'in', textSerdes)
      .addProcessor(
        'above',
        supplier((record, context) => context.forward(record)),
        'source',
      )
      .addProcessor(
        'below',
        supplier(() => {
          throw new Error('no good');
        }),
        'above',
      );
    const task = startTask(topology, surroundings);
    task.addRecords('in', [raw('in', 4, 5, 'x')]);
    expect(() => task.process()).toThrow('The processor below failed');
    expect(asked).toEqual(['below in 4 x']);
  });

  it('drops what a handler lets pass, counts it, and goes on', () => {
    const surroundings = environment({
      processingExceptionHandler: logAndContinue(),
      deserializationExceptionHandler: logAndContinue(),
    });
    const topology = through((record, context) => {
      if (record.value === 'bad') throw new Error('no good');
      return context.forward(record);
    });
    const task = startTask(topology, surroundings);
    task.addRecords('in', [raw('in', 0, 1, 'bad'), raw('in', 1, 2, unreadable), raw('in', 2, 3, 'good')]);
    while (task.process()) task.punctuateStreamTime();
    expect(texts(surroundings.collector.take())).toEqual(['good']);
    expect(task.metrics.droppedRecords).toBe(2);
  });

  it('commits past records that could only be dropped', async () => {
    const task = startTask(
      through(() => {}),
      environment({ deserializationExceptionHandler: logAndContinue() }),
    );
    task.addRecords('in', [raw('in', 0, 1), raw('in', 1, 2, unreadable)]);
    while (task.process());
    expect(await task.prepareCommit()).toEqual(new Map([['in', 2]]));
  });

  it('flushes stores before what was sent, and then answers the offsets', async () => {
    const steps: string[] = [];
    const surroundings = environment();
    const builder = Stores.keyValueStoreBuilder(
      Stores.inMemoryKeyValueStore('store'),
      Serdes.string(),
      Serdes.string(),
    ).withCachingEnabled();
    const topology = through((record, context) => {
      context.getStateStore<KeyValueStore<string, string>>('store').put('k', record.value);
    }).addStateStore(builder, 'p');
    const task = startTask(topology, {
      ...surroundings,
      collector: {
        send: ({ topic }) => void steps.push(`send ${topic}`),
        partitionCount: () => 1,
        flush: async () => void steps.push('flush'),
      },
    });
    task.addRecords('in', [raw('in', 0, 1), raw('in', 1, 2)]);
    expect(await task.prepareCommit()).toEqual(new Map());
    task.process();
    expect(steps).toEqual([]);
    const offsets = await task.prepareCommit();
    expect(steps).toEqual(['send app-store-changelog', 'flush']);
    expect(offsets).toEqual(new Map([['in', 1]]));
    task.postCommit();
    expect([task.commitNeeded, await task.prepareCommit()]).toEqual([false, new Map()]);
  });

  it('tells punctuators the time and no place, and forwards from them', () => {
    const surroundings = environment();
    const seen: unknown[] = [];
    const topology = through(
      () => {},
      (context) => {
        context.schedule(100, 'WALL_CLOCK_TIME', (time) => {
          seen.push([time, context.recordMetadata()?.topic, context.recordMetadata()?.offset]);
        });
      },
    );
    const task = startTask(topology, surroundings);
    expect(task.punctuateWallClock()).toBe(false);
    surroundings.clock.time += 250;
    expect(task.punctuateWallClock()).toBe(true);
    expect(task.commitNeeded).toBe(true);
    expect(seen).toEqual([[1250, null, -1]]);
  });

  it('lets a processor ask for a commit', () => {
    const task = startTask(
      through((_, context) => context.commit()),
      environment(),
    );
    task.addRecords('in', [raw('in', 0, 1)]);
    expect(task.commitRequested).toBe(false);
    task.process();
    expect(task.commitRequested).toBe(true);
    task.postCommit();
    expect(task.commitRequested).toBe(false);
  });

  it('gives a processor only the stores and children it is connected to', () => {
    const errors: unknown[] = [];
    const attempt = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        errors.push((error as { code?: string }).code);
      }
    };
    const topology = through(
      (record, context) => attempt(() => context.forward(record, 'nobody')),
      (context) => attempt(() => context.getStateStore('none')),
    );
    const task = startTask(topology, environment());
    task.addRecords('in', [raw('in', 0, 1)]);
    task.process();
    expect(errors).toEqual(['TOPOLOGY_UNKNOWN_NAME', 'TOPOLOGY_UNKNOWN_NAME']);
  });

  it('closes every processor and store, even when one fails', () => {
    const closed: string[] = [];
    const closing = (name: string, close: () => void) => ({
      get: () => ({
        process() {},
        close() {
          closed.push(name);
          close();
        },
      }),
    });
    const topology = new Topology()
      .addSource('source', 'in', textSerdes)
      .addProcessor(
        'first',
        closing('first', () => {
          throw new Error('stuck');
        }),
        'source',
      )
      .addProcessor(
        'second',
        closing('second', () => {}),
        'source',
      );
    const task = startTask(topology, environment());
    expect(() => task.close()).toThrow('stuck');
    expect(closed).toEqual(['first', 'second']);
  });

  it('does not close processors that were never initialised', () => {
    const topology = new Topology().addSource('source', 'in', textSerdes).addProcessor(
      'p',
      {
        get: () => ({
          process() {},
          close() {
            throw new Error('closed before init');
          },
        }),
      },
      'source',
    );
    openTask(topology, environment()).close();
    const task = startTask(topology, environment());
    expect(() => task.close()).toThrow('closed before init');
  });

  it('restores a store before its processors are initialised', () => {
    const builder = Stores.timestampedKeyValueStoreBuilder(
      Stores.inMemoryKeyValueStore('store'),
      Serdes.string(),
      Serdes.string(),
    );
    const task = startTask(through(() => {}).addStateStore(builder, 'p'), environment());
    task.restore('store', Buffer.from('k'), Buffer.from('v'), 77);
    const store = task.store('store') as ReturnType<typeof builder.build>;
    expect(store.get('k')).toEqual({ value: 'v', timestamp: 77 });
    task.restore('store', Buffer.from('k'), null, 78);
    expect(store.get('k')).toBeNull();
  });
});
