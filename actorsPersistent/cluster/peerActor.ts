import { ActorError, type ClusterNode } from '@kafka-tutorial/actors';
import type { InputRecord, ModelStats } from '@kafka-tutorial/serving';
import type { ModelAnswer } from '../modelProcessor.ts';
import type { ModelServingRef } from '../modelServingRef.ts';
import { decodeOutcomeBatch } from '../wire/outcomeBatch.ts';
import { encodeRecordBatch } from '../wire/recordBatch.ts';

/** Header with the term under which the sender believes the actor to live at the receiver. */
export const termHeader = 'x-actor-term';

const patienceMs = 30_000;

/** An actor on another node: what it is told goes over HTTP, and its answer comes back the same way. */
export class PeerActor implements ModelServingRef {
  /** Never: the supervisor of an actor is on its own node. */
  readonly failed = new Promise<Error>(() => {});
  readonly lastStats: ModelStats | undefined = undefined;
  readonly #dataType: string;
  readonly #node: ClusterNode;
  readonly #term: number;

  constructor(dataType: string, node: ClusterNode, term: number) {
    this.#dataType = dataType;
    this.#node = node;
    this.#term = term;
  }

  async score(inputs: readonly InputRecord[]) {
    const answer = await this.#post('records', encodeRecordBatch(inputs));
    return decodeOutcomeBatch(new Uint8Array(await answer.arrayBuffer()), inputs);
  }

  async takeModel(input: InputRecord): Promise<ModelAnswer> {
    const answer = await this.#post('models', encodeRecordBatch([input]));
    return (await answer.json()) as ModelAnswer;
  }

  async ask(): Promise<ModelStats | undefined> {
    throw new ActorError('ACTOR_NOT_HERE', `${this.#dataType} lives on node ${this.#node.name}: ask there`);
  }

  async save(): Promise<void> {}

  async stop(): Promise<void> {}

  async #post(what: 'records' | 'models', body: Uint8Array): Promise<Response> {
    const url = `${this.#node.url}/actors/${encodeURIComponent(this.#dataType)}/${what}`;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', [termHeader]: String(this.#term) },
        body,
        signal: AbortSignal.timeout(patienceMs),
      });
      if (answer.ok) return answer;
      throw new Error(`${answer.status} ${(await answer.text()).slice(0, 300)}`);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ActorError(
        'ACTOR_NOT_HERE',
        `node ${this.#node.name} has no answer for ${this.#dataType}: ${reason}`,
        {
          cause,
        },
      );
    }
  }
}
