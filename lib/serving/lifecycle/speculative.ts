import { ModelError, type ScoreOutcome } from '@kafka-tutorial/model';
import type { ScoredBatch, ServedModel } from '../servedModel.ts';
import type { Scorer } from './scorer.ts';

export interface SpeculativeOptions {
  /** From the arrival of a micro-batch, milliseconds. */
  readonly deadlineMs: number;
  /** Milliseconds, from any origin. */
  readonly now?: () => number;
  /** Resolves after so many milliseconds. */
  readonly sleep?: (ms: number) => Promise<void>;
}

/**
 * Lets several models score each record and gives, at the deadline, the answer of the best one that has answered
 * without an error. A model that computes in this thread cannot be stopped: it is asked only if, by its time for the
 * records so far, it will be done in time. The last model is asked always, and waited for where no other answers.
 *
 * @param members the best first
 */
export function speculative(members: readonly ServedModel[], options: SpeculativeOptions): Scorer {
  const { deadlineMs, now = () => performance.now(), sleep = defaultSleep } = options;
  return {
    async scoreBatch(records) {
      const start = now();
      const answers = new Map<ServedModel, ScoredBatch>();
      // The last one first: whatever the others do, there is an answer then.
      const running = [...members].reverse().flatMap((member, i) => {
        const expected = member.stats().p50 * records.length;
        if (i > 0 && now() - start + expected > deadlineMs) return [];
        const take = (batch: ScoredBatch) => void answers.set(member, batch);
        return [Promise.resolve(member.scoreBatch(records)).then(take)];
      });
      const inTime = Math.max(0, deadlineMs - (now() - start));
      await Promise.race([Promise.all(running), sleep(inTime)]);
      if (answers.size === 0) await Promise.race(running);
      const inOrder = members.flatMap((member) => answers.get(member) ?? []);
      const chosen = records.map((_, i) => inOrder.find((batch) => isScore(batch.outcomes[i])) ?? inOrder[0]);
      return {
        outcomes: chosen.map((batch, i) => batch?.outcomes[i] as ScoreOutcome),
        micros: ((now() - start) * 1000) / records.length,
        servedAt: (i) => chosen[i]?.servedAt(i) as ServedModel,
      };
    },
  };
}

function isScore(outcome: ScoreOutcome | undefined): boolean {
  return outcome !== undefined && !(outcome instanceof ModelError);
}

function defaultSleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
