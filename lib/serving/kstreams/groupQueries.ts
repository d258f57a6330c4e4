import { type KafkaStreams, type QueriedStore, StoreQueryService } from '@kafka-tutorial/kstreams';
import type { Answer, StoreQueries } from '../view.ts';
import { errorAnswer, instancesOf, notReady } from './answers.ts';

export interface GroupQueriesOptions {
  /** The store that is asked for statistics by data type. */
  readonly storeName: string;
  readonly store: QueriedStore;
  /** Where every server of the group takes the queries of the others. */
  readonly basePath: string;
}

/** Answers for all servers of a group; where another one knows, it is asked. */
export class GroupQueries implements StoreQueries {
  readonly #options: GroupQueriesOptions;
  #streams: KafkaStreams | undefined;
  #service: StoreQueryService | undefined;

  constructor(options: GroupQueriesOptions) {
    this.#options = options;
  }

  /**
   * From now on queries are answered.
   *
   * @param streams has been started
   * @param url the address of this server's endpoints, as Kafka Streams has it
   */
  attach(streams: KafkaStreams, url: string): void {
    const { storeName, store, basePath } = this.#options;
    const { hostname: host, port } = new URL(url);
    const self = { host, port: Number(port) };
    this.#streams = streams;
    this.#service = new StoreQueryService({ streams, self, basePath, stores: { [storeName]: store } });
  }

  async value(dataType: string | undefined): Promise<Answer> {
    const { storeName } = this.#options;
    if (dataType === undefined) {
      return shown(await this.answer(`/${storeName}/all`), ({ entries }: { entries: readonly Entry[] }) =>
        Object.fromEntries(entries.map(({ key, value }) => [key, value])),
      );
    }
    const found = await this.answer(`/${storeName}/key/${encodeURIComponent(dataType)}`);
    const nothing = found.status === 404 && 'value' in (found.body as object);
    return nothing
      ? errorAnswer(404, 'HTTP_NOT_FOUND', `There is no model for ${dataType.slice(0, 100)}.`)
      : shown(found, ({ value }: Entry) => value);
  }

  instances(store: string | undefined): Answer {
    return this.#streams ? instancesOf(this.#streams, store) : notReady;
  }

  async answer(path: string): Promise<Answer> {
    return this.#service ? this.#service.answer(path) : notReady;
  }
}

interface Entry {
  readonly key: string;
  readonly value: unknown;
}

/** What is shown of the body of a success. */
function shown<Body>({ status, body }: Answer, show: (body: Body) => unknown): Answer {
  return { status, body: status === 200 ? show(body as Body) : body };
}
