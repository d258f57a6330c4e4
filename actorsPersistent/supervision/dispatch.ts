import { dataTypeNamed, type InputRecord, type ModelOutcome, topics } from '@kafka-tutorial/serving';
import type { ModelAnswer } from '../modelProcessor.ts';
import type { ModelServingRef } from '../modelServingRef.ts';
import type { ActorMailbox } from './actorMailbox.ts';
import type { Settled } from './settled.ts';

export interface DispatchOptions {
  readonly dataType: string;
  readonly mailbox: ActorMailbox;
  readonly ref: ModelServingRef;
  /** Records wait until the models that are already on the topic are known. */
  readonly recordsMayGo: () => boolean;
  /** Resolves when more may come: that is the back-pressure. */
  readonly publish: (settled: Settled) => Promise<void>;
  /** Ends the dispatch after what is under way. */
  readonly signal: AbortSignal;
}

const largestBatch = 1024;
// While a thread scores, it answers nothing else.
const longestBatchMicros = 50_000;
// One is being scored while the other is on its way.
const batchesUnderWay = 2;

/**
 * Gives an actor what is in its mailbox: records in micro-batches of whatever has arrived, models one by one. When the
 * actor fails, what was under way goes back into the mailbox, and the promise rejects.
 */
export async function dispatch(options: DispatchOptions): Promise<void> {
  const { dataType, mailbox, ref, recordsMayGo, publish, signal } = options;
  const underWay: { inputs: InputRecord[]; settled: Promise<Settled> }[] = [];
  let limit = largestBatch;
  const { arrived } = mailbox;
  const wake = () => arrived.call();
  signal.addEventListener('abort', wake);

  const scored = async (inputs: InputRecord[]): Promise<Settled> => {
    const outcomes = await ref.score(inputs);
    const micros = outcomes.find((outcome) => outcome.kind === 'scored')?.micros;
    if (micros) limit = Math.max(1, Math.min(largestBatch, Math.floor(longestBatchMicros / micros)));
    return { outcomes, known: [] };
  };
  try {
    for (;;) {
      const first = underWay[0];
      if (!signal.aborted && mailbox.models.size > 0 && !first) {
        const [model] = mailbox.models.take(1);
        if (!model) continue;
        const settled = ref.takeModel(model).then((answer) => modelSettled(dataType, model, answer));
        underWay.push({ inputs: [model], settled });
      } else if (
        !signal.aborted &&
        mailbox.models.size === 0 &&
        mailbox.records.size > 0 &&
        recordsMayGo() &&
        underWay.length < batchesUnderWay
      ) {
        const inputs = mailbox.records.take(limit);
        const settled = scored(inputs);
        // It is awaited below, in its turn; until then its failure is not unheard.
        settled.catch(() => {});
        underWay.push({ inputs, settled });
      } else if (first) {
        await publish(await first.settled);
        underWay.shift();
      } else if (signal.aborted) return;
      else await arrived.sleep();
    }
  } catch (error) {
    // A model is never under way together with records.
    const inputs = underWay.flatMap((batch) => batch.inputs);
    const box = inputs[0]?.topic === topics.models ? mailbox.models : mailbox.records;
    box.putBack(inputs);
    throw error;
  } finally {
    signal.removeEventListener('abort', wake);
  }
}

/** What a model's answer means. */
export function modelSettled(dataType: string, input: InputRecord, answer: ModelAnswer): Settled {
  if (answer.kind === 'known') return { outcomes: [], known: [input] };
  const { name, modelType } = answer;
  const outcome: ModelOutcome =
    answer.kind === 'accepted'
      ? {
          ...{ kind: 'modelAccepted', input },
          served: { loaded: { dataType: dataTypeNamed(dataType), name, modelType }, version: answer.version },
        }
      : { kind: 'modelRejected', input, dataType, name, modelType, reason: answer.reason };
  return { outcomes: [outcome], known: [] };
}
