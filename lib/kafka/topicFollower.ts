import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeError } from '@kafka-tutorial/util';
import type { Admin, Consumer, EachBatchPayload } from 'kafkajs';
import { KafkaConnectionError } from './errors.ts';
import type { Follower, FollowOptions } from './followTopic.ts';
import { Positions } from './positions.ts';
import { within } from './within.ts';

const recheckMs = 1_000;
const deleteGroupMs = 1_000;

/** Follows a topic with a consumer group of its own, because kafkajs reads only in groups. Made by followTopic. */
export class TopicFollower implements Follower {
  readonly caughtUp: Promise<void>;
  readonly #options: FollowOptions;
  readonly #admin: Admin;
  #positions = new Positions([]);
  readonly #groupId: string;
  readonly #consumer: Consumer;
  readonly #ended = new AbortController();
  #resolveCaughtUp = () => {};
  #rejectCaughtUp: (error: KafkaConnectionError) => void = () => {};
  #stopped: Promise<void> | undefined;

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#admin = options.kafka.admin({ retry: { retries: 3 } });
    this.#groupId = `${options.groupId}-${randomUUID()}`;
    this.#consumer = options.kafka.consumer({ groupId: this.#groupId, allowAutoTopicCreation: false });
    this.caughtUp = new Promise((resolve, reject) => {
      this.#resolveCaughtUp = resolve;
      this.#rejectCaughtUp = reject;
    });
    // Nobody has to wait for it.
    this.caughtUp.catch(() => {});
  }

  async start(): Promise<void> {
    await this.#admin.connect();
    this.#positions = new Positions(await this.#admin.fetchTopicOffsets(this.#options.topic));
    const { GROUP_JOIN, END_BATCH_PROCESS, CRASH } = this.#consumer.events;
    this.#consumer.on(GROUP_JOIN, () => this.#resume());
    this.#consumer.on(END_BATCH_PROCESS, ({ payload }) => {
      // Only markers and aborted records: such a batch never comes to #onBatch.
      if (payload.batchSize === 0) this.#advance(payload.partition, payload.lastOffset);
    });
    this.#consumer.on(CRASH, ({ payload }) => {
      if (!payload.restart) this.#fail(payload.error);
    });
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topic: this.#options.topic, fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.#onBatch(payload),
    });
    if (this.#positions.behind) void this.#watchForMissingRecords();
    else this.#resolveCaughtUp();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #onBatch({ batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    const { topic, partition } = batch;
    for (const message of batch.messages) {
      if (!isRunning() || isStale()) return;
      await this.#options.onRecord({ topic, partition, message });
      resolveOffset(message.offset);
      this.#advance(partition, message.offset);
      await heartbeat();
    }
    resolveOffset(batch.lastOffset());
    this.#advance(partition, batch.lastOffset());
  }

  #advance(partition: number, lastOffset: string): void {
    this.#positions.advance(partition, BigInt(lastOffset) + 1n);
    if (!this.#positions.behind) this.#resolveCaughtUp();
  }

  /** A group that has committed nothing begins at the beginning again whenever it is joined again. */
  #resume(): void {
    for (const [partition, offset] of this.#positions.next) {
      this.#consumer.seek({ topic: this.#options.topic, partition, offset: String(offset) });
    }
  }

  /** Records that are deleted while they are being waited for never arrive. */
  async #watchForMissingRecords(): Promise<void> {
    const { topic, logger } = this.#options;
    while (this.#positions.behind && !this.#ended.signal.aborted) {
      try {
        await sleep(recheckMs, undefined, { signal: this.#ended.signal });
        this.#positions.skipMissing(await this.#admin.fetchTopicOffsets(topic));
      } catch (error) {
        logger.debug(`offsets of ${topic}: ${describeError(error)}`);
      }
    }
    if (!this.#positions.behind) this.#resolveCaughtUp();
  }

  #fail(cause: Error): void {
    const { topic, logger, onFailure } = this.#options;
    const error = new KafkaConnectionError('KAFKA_FOLLOWING_ENDED', `${topic}: ${cause.message}`, { cause });
    logger.error(describeError(error));
    this.#ended.abort();
    this.#rejectCaughtUp(error);
    onFailure?.(error);
  }

  async #stop(): Promise<void> {
    const { topic, logger } = this.#options;
    this.#ended.abort();
    this.#rejectCaughtUp(
      new KafkaConnectionError('KAFKA_FOLLOWING_ENDED', `following ${topic} was stopped before it was read`),
    );
    await this.#consumer.disconnect();
    try {
      await within(deleteGroupMs, this.#admin.deleteGroups([this.#groupId]));
    } catch (error) {
      // An empty group without offsets does no harm: Kafka forgets it by itself.
      logger.debug(`the group ${this.#groupId} stays: ${describeError(error)}`);
    }
    await this.#admin.disconnect();
  }
}
