import type { Windowed } from '../state/windowed.ts';
import { checkName } from '../topology/names.ts';
import { BufferConfig, type EagerBufferConfig, type StrictBufferConfig } from './bufferConfig.ts';
import { milliseconds } from './milliseconds.ts';

interface SuppressedOptions {
  readonly name?: string;
  readonly buffer: StrictBufferConfig | EagerBufferConfig;
  readonly until: 'windowCloses' | { readonly waitMs: number };
}

/** Which updates of a table are held back, so that those downstream see fewer of them. */
export class Suppressed<K> {
  /** For the type checker only: what is for windowed keys does not fit a table with others. */
  declare protected readonly of: (key: K) => void;
  readonly options: SuppressedOptions;

  private constructor(options: SuppressedOptions) {
    this.options = options;
  }

  /** Tells of a window once, when it can no longer change: its final result. For tables that windows were made for. */
  static untilWindowCloses(buffer: StrictBufferConfig): Suppressed<Windowed<unknown>> {
    return new Suppressed({ buffer, until: 'windowCloses' });
  }

  /** Holds each key's updates back for so long, counted by their timestamps, and then tells of the last one. */
  static untilTimeLimit<K>(
    waitMs: number,
    buffer: StrictBufferConfig | EagerBufferConfig = BufferConfig.unbounded(),
  ): Suppressed<K> {
    return new Suppressed({ buffer, until: { waitMs: milliseconds('time to wait', waitMs) } });
  }

  withName(name: string): Suppressed<K> {
    return new Suppressed({ ...this.options, name: checkName(name) });
  }
}
