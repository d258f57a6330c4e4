import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failOnInvalidTimestamp, type TimestampExtractor } from '../processor/timestampExtractor.ts';
import type { Serde } from '../serdes/serde.ts';
import type {
  DeserializationExceptionHandler,
  ProcessingExceptionHandler,
  ProductionExceptionHandler,
} from './exceptionHandlers.ts';
import { logAndFail } from './logAndHandle.ts';
import { type Logger, silent } from './logger.ts';

/** Java's configuration of the same names, in camel case: `max.task.idle.ms` is `maxTaskIdleMs`. */
export interface StreamsConfig {
  /** Goes before the names of internal topics; in a cluster also the consumer group. */
  readonly applicationId: string;
  /**
   * Directory for the persistent stores of all applications on this machine. Default: `kafka-streams` among the
   * temporary files of the system, as in Java; choose one that is kept.
   */
  readonly stateDir?: string;
  /** Bytes that stores with a cache may hold back together; 0 turns caching off. Default 10 MiB. */
  readonly statestoreCacheMaxBytes?: number;
  /** How long a task waits for a partition without records before it goes on without it; −1: never. Default 0. */
  readonly maxTaskIdleMs?: number;
  /** For sources, sinks and tables that name none. */
  readonly defaultKeySerde?: Serde<unknown>;
  readonly defaultValueSerde?: Serde<unknown>;
  /** For sources that name none. Default {@link failOnInvalidTimestamp}. */
  readonly defaultTimestampExtractor?: TimestampExtractor;
  /** Defaults stop the task at the first error. */
  readonly deserializationExceptionHandler?: DeserializationExceptionHandler;
  readonly processingExceptionHandler?: ProcessingExceptionHandler;
  readonly productionExceptionHandler?: ProductionExceptionHandler;
  /** Default: says nothing. */
  readonly logger?: Logger;
}

/** The configuration with every default filled in; serdes have none. */
export type TaskConfig = Required<Omit<StreamsConfig, 'defaultKeySerde' | 'defaultValueSerde'>> &
  Pick<StreamsConfig, 'defaultKeySerde' | 'defaultValueSerde'>;

export function withDefaults(config: StreamsConfig): TaskConfig {
  return {
    stateDir: join(tmpdir(), 'kafka-streams'),
    statestoreCacheMaxBytes: 10 * 1024 * 1024,
    maxTaskIdleMs: 0,
    defaultTimestampExtractor: failOnInvalidTimestamp,
    deserializationExceptionHandler: logAndFail(),
    processingExceptionHandler: logAndFail(),
    productionExceptionHandler: logAndFail(),
    logger: silent,
    ...config,
  };
}
