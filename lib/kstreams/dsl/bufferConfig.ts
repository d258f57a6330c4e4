import type { LogConfig } from '../state/storeBuilder.ts';

interface BufferLimits {
  readonly maxRecords: number;
  readonly maxBytes: number;
  /** Undefined: not logged. */
  readonly logConfig: LogConfig | undefined;
}

const unbounded: BufferLimits = {
  maxRecords: Number.POSITIVE_INFINITY,
  maxBytes: Number.POSITIVE_INFINITY,
  logConfig: {},
};

/** A buffer that never lets an update go early: without bounds, or one that ends the task when it is full. */
export class StrictBufferConfig {
  readonly whenFull = 'shutDown';
  readonly limits: BufferLimits;

  /** @internal comes from `BufferConfig` */
  constructor(limits: BufferLimits) {
    this.limits = limits;
  }

  withMaxRecords(maxRecords: number): StrictBufferConfig {
    return new StrictBufferConfig({ ...this.limits, maxRecords });
  }

  withMaxBytes(maxBytes: number): StrictBufferConfig {
    return new StrictBufferConfig({ ...this.limits, maxBytes });
  }

  emitEarlyWhenFull(): EagerBufferConfig {
    return new EagerBufferConfig(this.limits);
  }

  /** What is held back is lost with the process. */
  withLoggingDisabled(): StrictBufferConfig {
    return new StrictBufferConfig({ ...this.limits, logConfig: undefined });
  }

  /** @param logConfig configuration of the changelog topic beyond the default */
  withLoggingEnabled(logConfig: LogConfig): StrictBufferConfig {
    return new StrictBufferConfig({ ...this.limits, logConfig });
  }
}

/** A buffer that lets its earliest updates go when it is full. */
export class EagerBufferConfig {
  readonly whenFull = 'emitEarly';
  readonly limits: BufferLimits;

  /** @internal comes from `BufferConfig` */
  constructor(limits: BufferLimits) {
    this.limits = limits;
  }

  withMaxRecords(maxRecords: number): EagerBufferConfig {
    return new EagerBufferConfig({ ...this.limits, maxRecords });
  }

  withMaxBytes(maxBytes: number): EagerBufferConfig {
    return new EagerBufferConfig({ ...this.limits, maxBytes });
  }

  withNoBound(): StrictBufferConfig {
    return new StrictBufferConfig({ ...unbounded, logConfig: this.limits.logConfig });
  }

  shutDownWhenFull(): StrictBufferConfig {
    return new StrictBufferConfig(this.limits);
  }

  /** What is held back is lost with the process. */
  withLoggingDisabled(): EagerBufferConfig {
    return new EagerBufferConfig({ ...this.limits, logConfig: undefined });
  }

  /** @param logConfig configuration of the changelog topic beyond the default */
  withLoggingEnabled(logConfig: LogConfig): EagerBufferConfig {
    return new EagerBufferConfig({ ...this.limits, logConfig });
  }
}

/** How much a suppression may hold back. */
export const BufferConfig = {
  unbounded: () => new StrictBufferConfig(unbounded),
  /** At most so many keys; beyond that the earliest are let go, unless `shutDownWhenFull()` is added. */
  maxRecords: (maxRecords: number) => new EagerBufferConfig({ ...unbounded, maxRecords }),
  /** At most so many bytes, by an estimate; otherwise the same. */
  maxBytes: (maxBytes: number) => new EagerBufferConfig({ ...unbounded, maxBytes }),
} as const;
