import { setTimeout as sleep } from 'node:timers/promises';
import { openStream, type ShardMap } from '@kafka-tutorial/actors';
import { ScoredRecord } from '@kafka-tutorial/proto';
import { describeError, type Logger } from '@kafka-tutorial/util';
import type { ResultSource } from './resultSource.ts';

/** Where a scoring server offers the stream of its results. */
export const resultStreamPath = '/results/stream';

const lookAgainMs = 500;

/**
 * Results by stream references, straight from the servers that score. The listener has to know one of them and asks it
 * for the others; what is scored while it is away never reaches it.
 *
 * @param url of any node
 */
export function resultsFromStream(url: string, logger: Logger): ResultSource {
  return {
    async start(onResult) {
      const ended = new AbortController();
      const open = new Map<string, Promise<void>>();
      const known = new Set([url]);

      const follow = async (node: string) => {
        const stream = openStream({ url: node.replace(/^http/, 'ws') + resultStreamPath });
        ended.signal.addEventListener('abort', () => stream.destroy(), { once: true });
        try {
          for await (const element of stream) onResult(ScoredRecord.decode(element as Uint8Array));
        } catch (error) {
          if (!ended.signal.aborted) logger.debug(`no results from ${node}: ${describeError(error)}`);
        } finally {
          open.delete(node);
        }
      };
      const looking = (async () => {
        while (!ended.signal.aborted) {
          for (const node of await nodesKnownTo(known)) {
            known.add(node);
            if (!open.has(node) && !ended.signal.aborted) open.set(node, follow(node));
          }
          await sleep(lookAgainMs, undefined, { signal: ended.signal }).catch(() => {});
        }
      })();
      return async () => {
        ended.abort();
        await looking;
        await Promise.all(open.values());
      };
    },
  };
}

// The first that answers tells of all; the one that was known at first may be gone, and so may be a restarted one's port.
async function nodesKnownTo(urls: ReadonlySet<string>): Promise<string[]> {
  for (const url of urls) {
    try {
      const answer = await fetch(`${url}/cluster`, { signal: AbortSignal.timeout(1_000) });
      const { nodes } = (await answer.json()) as ShardMap;
      if (nodes.length > 0) return nodes.map((node) => node.url);
    } catch {
      // The next one may answer.
    }
  }
  return [];
}
