import type { Kafka } from 'kafkajs';
import { KStreamsError } from '../../errors.ts';
import type { OnRefused } from '../../runtime/recordCollector.ts';
import type { ProducedRecord } from '../../runtime/records.ts';
import { isRetriable } from '../privateCluster.ts';
import { type ProducerIdentity, RecordBatchWriter } from '../records/recordBatchWriter.ts';
import { partitionName, type TopicPartition } from '../taskPlan.ts';
import { batchBytes, type OutgoingRecord, PartitionOutbox } from './partitionOutbox.ts';
import { KafkajsProduceCluster, type ProduceCluster } from './produceCluster.ts';
import { fenced, produceErrorName, refused, tooLarge, verdictOn } from './produceErrors.ts';
import type { PartitionAnswer } from './produceRequest.ts';
import { type ProducerTiming, producerTiming } from './producerTiming.ts';
import { TopicOutbox } from './topicOutbox.ts';

/** Batches of a request together; a larger one goes alone. */
const requestBytes = 1024 * 1024;
/** Requests that may wait for an answer of the same broker. */
const requestsInFlight = 5;
/** Writers that are kept to be used again: their memory is at its size. */
const spareWriters = 8;

/** What a partition whose batch was not written needs besides some time. */
type Remedy = 'nothing' | 'newIdentity';

/**
 * Writes records to Kafka, each once and those of a partition in their order, whatever has to be repeated: batches are
 * numbered, and brokers know those that come again. Records are encoded as they come; those of one turn of the event
 * loop go out together. After a record is lost, unless whoever has sent it lets that pass, none is written any more.
 */
export class IdempotentProducer {
  readonly #cluster: ProduceCluster;
  readonly #timing: ProducerTiming;
  readonly #topics = new Map<string, TopicOutbox>();
  /** Those with something in them. */
  readonly #filled = new Set<PartitionOutbox>();
  /** Those whose batch has to be sent again. */
  readonly #stalled = new Map<PartitionOutbox, Remedy>();
  /** Under way, by broker. */
  readonly #requests = new Map<number, number>();
  readonly #spares: RecordBatchWriter[] = [];
  #identity: ProducerIdentity = { id: -1n, epoch: -1 };
  #waitingBytes = 0;
  #isScheduled = false;
  #isRecovering = false;
  #failuresInRow = 0;
  #isClosed = false;
  #failure: KStreamsError | undefined;
  #flushing: { resolve(): void; reject(error: KStreamsError): void }[] = [];
  /** Asked before each request; an error ends the producer. */
  guard: () => KStreamsError | undefined = () => undefined;

  static on(kafka: Kafka): IdempotentProducer {
    return new IdempotentProducer(new KafkajsProduceCluster(kafka));
  }

  constructor(cluster: ProduceCluster, timing = producerTiming) {
    this.#cluster = cluster;
    this.#timing = timing;
  }

  /** What was sent and is not acknowledged yet. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  async connect(): Promise<void> {
    await this.#cluster.connect();
    const patience = this.#timing.now() + this.#timing.deliveryTimeoutMs;
    for (;;) {
      try {
        this.#identity = await this.#cluster.newIdentity();
        return;
      } catch (error) {
        if (!isRetriable(error) || this.#timing.now() > patience) throw error;
        await this.#timing.sleep(this.#timing.maxBackoffMs);
      }
    }
  }

  /** What is not acknowledged may be lost: flush before. */
  async disconnect(): Promise<void> {
    this.#isClosed = true;
    if (!this.#isEmpty) this.#fail('the producer was closed before they were acknowledged');
    await this.#cluster.disconnect();
  }

  /**
   * Takes a record; that it is written is known after {@link flush}. `onRefused` is asked when the cluster does not take
   * it, and what it throws ends the producer, as a refusal without it does.
   * @throws KStreamsError PRODUCTION_FAILED when an earlier one could not be written, or for a partition that is not
   * there; what {@link guard} has answered
   */
  send(record: ProducedRecord, onRefused?: OnRefused): void {
    if (this.#failure !== undefined) throw this.#failure;
    const topic = this.#topics.get(record.topic) ?? this.#newTopic(record.topic);
    const outbox = topic.outboxOf(record);
    const outgoing = { record, onRefused };
    if (outbox === undefined) this.#waitingBytes += topic.wait(outgoing, this.#timing.now());
    else {
      this.#waitingBytes += outbox.add(outgoing, this.#timing.now());
      this.#filled.add(outbox);
    }
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#pump());
  }

  /**
   * Done when everything is acknowledged.
   * @throws KStreamsError PRODUCTION_FAILED when something could not be written, now or earlier; what {@link guard} has
   * answered
   */
  flush(): void | Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isEmpty) return;
    return new Promise((resolve, reject) => this.#flushing.push({ resolve, reject }));
  }

  /** Of the last record that was acknowledged for a partition; undefined: none was, or where it stands is not known. */
  lastOffset({ topic, partition }: TopicPartition): number | undefined {
    return this.#topics.get(topic)?.lastOffset(partition);
  }

  get #isEmpty(): boolean {
    return this.#filled.size === 0 && this.#waitingTopics().length === 0;
  }

  #newTopic(name: string): TopicOutbox {
    const newWriter = () => this.#spares.pop() ?? new RecordBatchWriter();
    const topic = new TopicOutbox(
      name,
      (partition) => new PartitionOutbox({ topic: name, partition }, this.#identity, newWriter),
    );
    topic.partitionCount = this.#cluster.partitionCount(name);
    this.#topics.set(name, topic);
    return topic;
  }

  #waitingTopics(): TopicOutbox[] {
    return [...this.#topics.values()].filter(({ waitingSince }) => waitingSince !== undefined);
  }

  /** Sends what can be sent now. */
  #pump(): void {
    this.#isScheduled = false;
    if (this.#isClosed || this.#failure !== undefined) return;
    for (let requests = this.#nextRequests(); requests.size > 0; requests = this.#nextRequests()) {
      const refusal = this.guard();
      if (refusal !== undefined) {
        this.#end(refusal);
        return;
      }
      for (const [leader, outboxes] of requests) void this.#request(leader, outboxes);
    }
    if (this.#stalled.size > 0 || this.#waitingTopics().length > 0) void this.#recover();
    if (!this.#isEmpty) return;
    for (const { resolve } of this.#flushing) resolve();
    this.#flushing = [];
  }

  /** Whose batches go together, for each broker; empty when nothing can be sent. */
  #nextRequests(): ReadonlyMap<number, readonly PartitionOutbox[]> {
    const requests = new Map<number, PartitionOutbox[]>();
    const sizes = new Map<number, number>();
    for (const outbox of this.#filled) {
      if (outbox.isHeld) continue;
      const leader = this.#cluster.leaderOf(outbox.topic, outbox.partition);
      if (leader === undefined) {
        this.#repeat(outbox, 'no leader is known');
        continue;
      }
      const size = (sizes.get(leader) ?? 0) + (outbox.first?.writer.size ?? 0);
      const isFull = size > requestBytes && sizes.has(leader);
      if (isFull || (this.#requests.get(leader) ?? 0) >= requestsInFlight) continue;
      sizes.set(leader, size);
      requests.set(leader, [...(requests.get(leader) ?? []), outbox]);
    }
    return requests;
  }

  async #request(leader: number, outboxes: readonly PartitionOutbox[]): Promise<void> {
    this.#requests.set(leader, (this.#requests.get(leader) ?? 0) + 1);
    const batches = outboxes.map((outbox) => {
      const { topic, partition } = outbox;
      this.#topics.get(topic)?.sent(partition);
      return { topic, partition, bytes: outbox.take() };
    });
    try {
      const answers = await this.#cluster.produce(leader, batches);
      const byName = new Map(answers.map((answer) => [partitionName(answer), answer]));
      for (const outbox of outboxes) this.#answered(outbox, byName.get(partitionName(outbox)));
    } catch (error) {
      if (isRetriable(error)) for (const outbox of outboxes) this.#repeat(outbox, messageOf(error));
      else this.#fail(messageOf(error), error);
    }
    this.#requests.set(leader, (this.#requests.get(leader) ?? 0) - 1);
    this.#pump();
  }

  #answered(outbox: PartitionOutbox, answer: PartitionAnswer | undefined): void {
    if (answer === undefined) {
      this.#repeat(outbox, 'there was no answer for it');
      return;
    }
    const verdict = verdictOn(answer.errorCode);
    const error = produceErrorName(answer.errorCode);
    if (verdict === 'written') this.#acknowledged(outbox, answer.baseOffset);
    else if (verdict === 'retry') this.#repeat(outbox, error);
    else if (verdict === 'lostSequence') this.#repeat(outbox, error, 'newIdentity');
    else if (verdict === 'tooLarge' || verdict === 'refused') this.#refused(outbox, verdict, error);
    else if (verdict === 'fenced') this.#end(fenced(outbox, error));
    else this.#fail(`${partitionName(outbox)}: ${error}`);
  }

  #acknowledged(outbox: PartitionOutbox, baseOffset: number): void {
    this.#failuresInRow = 0;
    this.#release(outbox, outbox.acknowledged(baseOffset));
  }

  /** The writer's batch has left the outbox. */
  #release(outbox: PartitionOutbox, writer: RecordBatchWriter | undefined): void {
    if (outbox.first === undefined) this.#filled.delete(outbox);
    if (writer === undefined) return;
    this.#waitingBytes -= writer.size;
    if (this.#spares.length === spareWriters || writer.size > batchBytes) return;
    writer.clear();
    this.#spares.push(writer);
  }

  /** Only the record at fault is given up; those that were in its batch are sent without it. */
  #refused(outbox: PartitionOutbox, why: 'tooLarge' | 'refused', error: string): void {
    const { count, size } = outbox.first?.writer ?? { count: 0, size: 0 };
    if (count > 1) {
      this.#waitingBytes += outbox.split(why);
      outbox.isHeld = false;
    } else this.#giveUp(outbox, why === 'tooLarge' ? tooLarge(outbox, size) : refused(outbox, error));
  }

  /** Goes on without the first batch if whoever has sent its records lets that pass. */
  #giveUp(outbox: PartitionOutbox, reason: KStreamsError): void {
    for (const record of outbox.records()) if (!this.#mayDrop(record, reason)) return;
    const attempts = outbox.first?.attempts ?? 0;
    const unanswered = reason.code === 'RECORD_NOT_ACKNOWLEDGED' ? attempts : attempts - 1;
    this.#release(outbox, outbox.drop());
    // It may be in the log after all: the next batch must not have its sequence.
    if (unanswered > 0) this.#stalled.set(outbox, 'newIdentity');
    outbox.isHeld = this.#stalled.has(outbox);
  }

  #mayDrop({ record, onRefused }: OutgoingRecord, reason: KStreamsError): boolean {
    if (onRefused === undefined) this.#fail(reason.message, reason);
    else {
      try {
        onRefused(record, reason);
      } catch (error) {
        if (error instanceof KStreamsError) this.#end(error);
        else this.#fail(messageOf(error), error);
      }
    }
    return this.#failure === undefined;
  }

  #repeat(outbox: PartitionOutbox, why: string, remedy: Remedy = 'nothing'): void {
    outbox.isHeld = true;
    this.#stalled.set(outbox, remedy);
    const { deliveryTimeoutMs } = this.#timing;
    if (this.#timing.now() - (outbox.first?.openedAt ?? 0) < deliveryTimeoutMs) return;
    const message = `${partitionName(outbox)}: not acknowledged within ${deliveryTimeoutMs / 1000} s: ${why}`;
    this.#giveUp(outbox, new KStreamsError('RECORD_NOT_ACKNOWLEDGED', message));
  }

  /** After a moment, looks where partitions are now, and goes on with what had to wait. */
  async #recover(): Promise<void> {
    if (this.#isRecovering) return;
    this.#isRecovering = true;
    const { backoffMs, maxBackoffMs } = this.#timing;
    if (this.#stalled.size > 0 || this.#failuresInRow > 0) {
      await this.#timing.sleep(Math.min(maxBackoffMs, backoffMs * 2 ** this.#failuresInRow));
      this.#failuresInRow++;
    }
    if (this.#isClosed) return;
    try {
      await this.#learnPartitions();
      for (const [outbox, remedy] of this.#stalled) {
        if (remedy === 'newIdentity') outbox.renew(await this.#cluster.newIdentity());
        this.#stalled.delete(outbox);
        outbox.isHeld = false;
      }
    } catch (error) {
      if (!isRetriable(error)) this.#fail(messageOf(error), error);
    }
    this.#isRecovering = false;
    this.#pump();
  }

  async #learnPartitions(): Promise<void> {
    let unknown: unknown;
    try {
      await this.#cluster.refresh([...this.#topics.keys()]);
    } catch (error) {
      if (!isRetriable(error)) throw error;
      this.#failuresInRow++;
      unknown = error;
    }
    for (const topic of this.#topics.values()) {
      topic.partitionCount = this.#cluster.partitionCount(topic.topic);
      if (topic.isKnown) {
        for (const { record, onRefused } of this.#takeWaiting(topic)) this.send(record, onRefused);
        continue;
      }
      const { deliveryTimeoutMs } = this.#timing;
      const now = this.#timing.now();
      if (now - (topic.waitingSince ?? now) < deliveryTimeoutMs) continue;
      const message = `nothing is known of the topic ${topic.topic} after ${deliveryTimeoutMs / 1000} s`;
      const reason = new KStreamsError('RECORD_NOT_ACKNOWLEDGED', message, { cause: unknown });
      for (const record of this.#takeWaiting(topic)) if (!this.#mayDrop(record, reason)) return;
    }
  }

  #takeWaiting(topic: TopicOutbox): readonly OutgoingRecord[] {
    const { records, bytes } = topic.takeWaiting();
    this.#waitingBytes -= bytes;
    return records;
  }

  #fail(why: string, cause?: unknown): void {
    this.#end(new KStreamsError('PRODUCTION_FAILED', `Records cannot be written: ${why}`, { cause }));
  }

  /** What comes after a record that is lost must not be written without it. */
  #end(failure: KStreamsError): void {
    if (this.#failure !== undefined) return;
    this.#failure = failure;
    this.#waitingBytes = 0;
    for (const { reject } of this.#flushing) reject(failure);
    this.#flushing = [];
    this.#filled.clear();
    this.#stalled.clear();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
