import type { ModelFactory } from '@kafka-tutorial/model';
import type { Logger } from '@kafka-tutorial/util';
import type { Outcome } from '../outcome.ts';

/** What the topology of a model server is built with. */
export interface ModelServerParts {
  readonly factory: ModelFactory;
  readonly logger: Logger;
  /** Called with what became of each record and model. */
  readonly observe: (outcomes: readonly Outcome[]) => void;
}
