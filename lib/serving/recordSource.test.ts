import type { Consumer, ConsumerRunConfig, EachBatchPayload } from 'kafkajs';
import { describe, expect, it, vi } from 'vitest';
import type { InputRecord } from './inputRecord.ts';
import { RecordSource } from './recordSource.ts';
import { inputRecord } from './testing.ts';

const topic = 'models_data';

/** What RecordSource uses of kafkajs's consumer, driven by the test. */
function fakeConsumer() {
  const listeners = new Map<string, (event: { payload: unknown }) => void>();
  const paused: boolean[] = [];
  let run: ConsumerRunConfig | undefined;
  const consumer = {
    on: (event: string, listener: (event: { payload: unknown }) => void) => listeners.set(event, listener),
    connect: async () => {},
    subscribe: async () => {},
    run: async (config: ConsumerRunConfig) => {
      run = config;
    },
    pause: () => paused.push(true),
    resume: () => paused.push(false),
  } as unknown as Consumer;
  const batch = (partition: number, from: number, to: number, heartbeat = async () => {}) => {
    const messages = Array.from({ length: to - from }, (_, i) => ({
      ...inputRecord(null).message,
      offset: String(from + i),
    }));
    const payload = { batch: { topic, partition, messages, firstOffset: () => String(from) }, heartbeat };
    return run?.eachBatch?.(payload as unknown as EachBatchPayload);
  };
  const emit = (event: string, payload: unknown) => listeners.get(event)?.({ payload });
  return { consumer, paused, batch, emit };
}

const offsets = (source: RecordSource) => {
  const seen: string[] = [];
  source.on('data', ({ partition, message }: InputRecord) => seen.push(`${partition}@${message.offset}`));
  return seen;
};

describe('RecordSource', () => {
  it('hands on each record once, though Kafka sends again what was not committed before a rebalance', async () => {
    const { consumer, batch, emit } = fakeConsumer();
    const source = new RecordSource({ consumer, topic });
    const seen = offsets(source);
    await source.start();
    await batch(0, 0, 3);
    emit('consumer.group_join', { memberAssignment: { [topic]: [0] } });
    await batch(0, 1, 5);
    await vi.waitFor(() => expect(seen).toEqual(['0@0', '0@1', '0@2', '0@3', '0@4']));
  });

  it('begins again with a partition that was another member’s in between', async () => {
    const { consumer, batch, emit } = fakeConsumer();
    const source = new RecordSource({ consumer, topic });
    const seen = offsets(source);
    await source.start();
    await batch(0, 5, 6);
    emit('consumer.group_join', { memberAssignment: {} });
    emit('consumer.group_join', { memberAssignment: { [topic]: [0] } });
    await batch(0, 2, 4);
    await vi.waitFor(() => expect(seen).toEqual(['0@5', '0@2', '0@3']));
  });

  it('pauses the consumer while nobody reads, and keeps its membership with heartbeats', async () => {
    vi.useFakeTimers();
    try {
      const { consumer, paused, batch } = fakeConsumer();
      const source = new RecordSource({ consumer, topic, highWaterMark: 2 });
      await source.start();
      let heartbeats = 0;
      const taken = batch(0, 0, 5, async () => void heartbeats++);
      await vi.advanceTimersByTimeAsync(3000);
      expect({ paused, heartbeats, held: source.readableLength }).toEqual({
        paused: [true],
        heartbeats: 3,
        held: 2,
      });
      const seen = offsets(source);
      await taken;
      await vi.advanceTimersByTimeAsync(0);
      expect(seen).toHaveLength(5);
      expect(paused.at(-1)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('lets the group rebalance while it waits: the rest of the batch comes again', async () => {
    vi.useFakeTimers();
    try {
      const { consumer, batch } = fakeConsumer();
      const source = new RecordSource({ consumer, topic, highWaterMark: 2 });
      await source.start();
      const rebalancing = batch(0, 0, 5, () => Promise.reject(new Error('the group is rebalancing')));
      const failed = expect(rebalancing).rejects.toThrow('rebalancing');
      await vi.advanceTimersByTimeAsync(1000);
      await failed;
      vi.useRealTimers();
      const seen = offsets(source);
      await batch(0, 0, 5);
      await vi.waitFor(() => expect(seen).toEqual(['0@0', '0@1', '0@2', '0@3', '0@4']));
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends after the records it holds when it is stopped, also while it waits for a reader', async () => {
    const { consumer, batch } = fakeConsumer();
    const source = new RecordSource({ consumer, topic, highWaterMark: 2 });
    await source.start();
    const taken = batch(0, 0, 5);
    source.stop();
    await taken;
    expect(await source.toArray()).toHaveLength(2);
  });

  it('tells which partitions it has', async () => {
    const { consumer, emit } = fakeConsumer();
    const assigned: (readonly number[])[] = [];
    const source = new RecordSource({
      consumer,
      topic,
      onAssigned: (partitions) => assigned.push(partitions),
    });
    await source.start();
    emit('consumer.group_join', { memberAssignment: { [topic]: [1, 3] } });
    emit('consumer.group_join', { memberAssignment: {} });
    expect(assigned).toEqual([[1, 3], []]);
  });

  it('fails when kafkajs gives up', async () => {
    const { consumer, emit } = fakeConsumer();
    const source = new RecordSource({ consumer, topic });
    await source.start();
    const failed = expect(source.toArray()).rejects.toThrow('not authorised');
    emit('consumer.crash', { restart: true, error: new Error('will be tried again') });
    emit('consumer.crash', { restart: false, error: new Error('not authorised') });
    await failed;
  });
});
