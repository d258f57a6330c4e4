import { Mailbox, WakeUp } from '@kafka-tutorial/actors';
import type { InputRecord } from '@kafka-tutorial/serving';

/** How many records may wait for an actor before its partitions are paused. */
export const mailboxCapacity = 8192;

/** What waits for an actor. Models overtake records: those that are there are known before the next record is scored. */
export class ActorMailbox {
  readonly models = new Mailbox<InputRecord>(16);
  readonly records: Mailbox<InputRecord>;
  /** Called whenever something is put in. */
  readonly arrived = new WakeUp();

  /** @param capacity number of records from which the mailbox is full */
  constructor(capacity = mailboxCapacity) {
    this.records = new Mailbox(capacity);
  }

  get full(): boolean {
    return this.records.full || this.models.full;
  }

  putRecords(inputs: readonly InputRecord[]): void {
    this.records.put(inputs);
    this.arrived.call();
  }

  putModel(input: InputRecord): void {
    this.models.put([input]);
    this.arrived.call();
  }

  /** Resolves when there is room again, for records and for models. */
  async room(): Promise<void> {
    await Promise.all([this.records.room(), this.models.room()]);
  }

  /** Keeps only what comes from these partitions. */
  keepPartitions(partitions: readonly number[]): void {
    const wanted = ({ partition }: InputRecord) => partitions.includes(partition);
    this.records.keep(wanted);
    this.models.keep(wanted);
  }
}
