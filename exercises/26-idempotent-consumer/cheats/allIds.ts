import { WineRecord } from '@kafka-tutorial/proto';
import type { EachMessagePayload } from 'kafkajs';

/** Texts that outlive the process, by name. */
export interface Disk {
  /** Undefined when nothing was written under this name. */
  read(name: string): Promise<string | undefined>;
  /** Writes all of the text, or nothing of it. Two writes are two steps: the process may end between them. */
  write(name: string, text: string): Promise<void>;
}

/** How many wines there were, and the sum of their alcohol, in % by volume. */
export interface Total {
  readonly count: number;
  readonly alcohol: number;
}

/** What is written: the total, and the ids of all records that are in it. */
interface State extends Total {
  readonly seen: readonly string[];
}

const stateName = 'wines';
const nothing: State = { count: 0, alcohol: 0, seen: [] };

/** Sums up wines, each once, however often it is delivered. */
export class WineTally {
  readonly #disk: Disk;
  #state: State;

  /** Goes on where an earlier process has ended. */
  static async open(disk: Disk): Promise<WineTally> {
    const text = await disk.read(stateName);
    return new WineTally(disk, text === undefined ? nothing : JSON.parse(text));
  }

  private constructor(disk: Disk, state: State) {
    this.#disk = disk;
    this.#state = state;
  }

  total(): Total {
    const { count, alcohol } = this.#state;
    return { count, alcohol };
  }

  /** Takes a record; when this resolves its offset may be committed. Of each partition records come in order. */
  async take({ topic, partition, message }: Pick<EachMessagePayload, 'topic' | 'partition' | 'message'>) {
    if (message.value === null) return;
    const { count, alcohol, seen } = this.#state;
    const place = `${topic}-${partition}-${message.offset}`;
    if (seen.includes(place)) return;
    const { alcohol: more } = WineRecord.decode(message.value);
    const next: State = {
      count: count + 1,
      alcohol: alcohol + more,
      seen: [...seen, place],
    };
    await this.#disk.write(stateName, JSON.stringify(next));
    this.#state = next;
  }
}
