import { setTimeout as sleep } from 'node:timers/promises';
import { type ClusterNode, groupNodes, removeMembers } from '@kafka-tutorial/actors';
import { describeError, type Logger } from '@kafka-tutorial/util';
import type { Admin, Kafka } from 'kafkajs';

export interface DeadNodesOptions {
  readonly kafka: Kafka;
  readonly admin: Pick<Admin, 'describeGroups'>;
  readonly groupId: string;
  /** Where this node listens: who was there before is gone. */
  readonly ownUrl: () => string;
  readonly logger: Logger;
}

const lookEveryMs = 300;
const answerMs = 1_000;
const gatheringMs = 2_000;

/**
 * Finds nodes that are dead for certain, and takes them out of the group at once. A process that was killed cannot say
 * so, and Kafka would wait for its session to time out. Certain is only a refused connection: nothing listens where the
 * node was. One that does not answer may be slow or cut off, and is left to Kafka.
 */
export class DeadNodes {
  readonly #options: DeadNodesOptions;
  readonly #suspects = new Set<string>();
  #stopped = false;

  constructor(options: DeadNodesOptions) {
    this.#options = options;
  }

  /** The dead nodes whose place this node takes: those of its name. To be asked before it joins. */
  async predecessors(name: string): Promise<ClusterNode[]> {
    const { admin, groupId } = this.#options;
    const { nodes } = await groupNodes(admin, groupId);
    const same = nodes.filter((node) => node.name === name);
    const dead = await Promise.all(same.map((node) => this.#isDead(node)));
    return same.filter((_, i) => dead[i]);
  }

  /** Takes nodes out when the group has begun to gather, so that it is never empty, which costs a new group's delay. */
  async removeWhileGathering(nodes: readonly ClusterNode[]): Promise<void> {
    const { admin, groupId } = this.#options;
    const deadline = Date.now() + gatheringMs;
    while (Date.now() < deadline && (await groupNodes(admin, groupId)).state !== 'PreparingRebalance') {
      await sleep(20);
    }
    await this.#remove(nodes);
  }

  /** Looks after the other nodes until `stop`. */
  async watch(peers: () => readonly ClusterNode[]): Promise<void> {
    while (!this.#stopped) {
      await sleep(lookEveryMs, undefined, { ref: false });
      const dead = await Promise.all(peers().map(async (node) => ((await this.#isDead(node)) ? [node] : [])));
      // The second time: a node that stops in good order is about to leave by itself.
      const certain = dead.flat().filter(({ id }) => this.#suspects.has(id));
      for (const node of dead.flat()) this.#suspects.add(node.id);
      if (certain.length > 0 && !this.#stopped) await this.#remove(certain);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #remove(nodes: readonly ClusterNode[]): Promise<void> {
    const { kafka, groupId, logger } = this.#options;
    try {
      const members = nodes.map(({ memberId }) => memberId);
      await removeMembers(kafka, groupId, members);
      for (const { name, url } of nodes)
        logger.info(`node ${name} at ${url} is dead: taken out of the group`);
    } catch (error) {
      logger.debug(`dead nodes stay in the group until their sessions end: ${describeError(error)}`);
    }
  }

  async #isDead({ url }: ClusterNode): Promise<boolean> {
    if (url === this.#options.ownUrl()) return true;
    try {
      await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(answerMs) });
      return false;
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
    }
  }
}
