import {
  Consumed,
  Grouped,
  type HostInfo,
  type KafkaStreams,
  Materialized,
  QueryableStoreTypes,
  Serdes,
  StoreQueryParameters,
  StreamsBuilder,
  type Topology,
} from '@kafka-tutorial/kstreams';
import { ScoredRecord } from '@kafka-tutorial/proto';

/** An instance of the application, and where the others reach it: what it has as `applicationServer`. */
export interface Instance {
  readonly streams: Pick<KafkaStreams, 'store' | 'queryMetadataForKey' | 'streamsMetadataForStore'>;
  readonly self: HostInfo;
}

const text = Serdes.string();
const scored = Serdes.protobuf<ScoredRecord>(ScoredRecord);
const storeName = 'scores-per-model';
const counts = StoreQueryParameters.fromNameAndType(
  storeName,
  QueryableStoreTypes.keyValueStore<string, number>(),
);

/** Counts the scores of each model; `groupBy` spreads the models over the partitions of a repartition topic. */
export function scoresPerModel(): Topology {
  const builder = new StreamsBuilder();
  builder
    .stream('models_results', Consumed.with(text, scored))
    .groupBy((_dataType, score) => score?.modelName ?? null, Grouped.with(text, scored))
    .count(Materialized.as<string, number>(storeName).withKeySerde(text));
  return builder.build();
}

/**
 * The scores of a model, on whichever instance they are counted; null when it has none.
 *
 * @throws Error when the group does not know where, or the instance does not answer
 */
export async function countOf({ streams, self }: Instance, model: string): Promise<number | null> {
  const owner = streams.queryMetadataForKey(storeName, model, text)?.activeHost;
  if (owner === undefined) throw new Error(`nobody knows yet who counts ${model}: try again`);
  if (isSame(owner, self)) return streams.store(counts).get(model);
  return (await ask(owner, localPath(model))) as number | null;
}

/** The scores of all models on all instances; with the same errors. */
export async function allCounts({ streams, self }: Instance): Promise<Map<string, number>> {
  const hosts = streams.streamsMetadataForStore(storeName).map(({ hostInfo }) => hostInfo);
  if (hosts.length === 0) throw new Error('nobody knows yet who counts: try again');
  const parts = await Promise.all(
    hosts.map((host) => (isSame(host, self) ? localCounts(streams) : ask(host, localPath()))),
  );
  return new Map(parts.flat() as [string, number][]);
}

/** What this instance answers to `GET path` of another one: what it has itself, and nothing else. */
export function answerLocally({ streams }: Instance, path: string): unknown {
  const [, , model] = path.split('/');
  return model === undefined ? localCounts(streams) : streams.store(counts).get(decodeURIComponent(model));
}

/** Of one model, or of all. */
function localPath(model?: string): string {
  return model === undefined ? '/local' : `/local/${encodeURIComponent(model)}`;
}

function localCounts(streams: Instance['streams']): [string, number][] {
  return [...streams.store(counts).all()].map(({ key, value }) => [key, value]);
}

function isSame(a: HostInfo, b: HostInfo): boolean {
  return a.host === b.host && a.port === b.port;
}

/** Gets JSON from another instance. */
async function ask({ host, port }: HostInfo, path: string): Promise<unknown> {
  const response = await fetch(`http://${host}:${port}${path}`, { signal: AbortSignal.timeout(2000) });
  if (!response.ok) throw new Error(`${host}:${port} answers ${response.status}: try again`);
  return response.json();
}
