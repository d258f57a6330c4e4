import { KStreamsError } from '../errors.ts';
import { streamTableJoin } from '../operators/streamTableJoin.ts';
import { rowView } from '../operators/tableView.ts';
import { RecordBufferBuilder } from '../state/buffer/recordBuffer.ts';
import type { GlobalKTable } from './globalKTable.ts';
import type { Joined } from './joined.ts';
import { partitionedForJoin } from './joinRepartition.ts';
import type { Named } from './named.ts';
import type { StreamParts, TableParts } from './parts.ts';

const joinPrefix = 'KSTREAM-JOIN-';
const leftJoinPrefix = 'KSTREAM-LEFTJOIN-';

type Joiner<K, V, VT, VR> = (key: K | null, value: V, row: VT | null) => VR;

/** A stream whose records are joined with the rows of a table that have their keys. */
export function joinTable<K, V, VT, VR>(
  stream: StreamParts<K, V>,
  table: TableParts<K, VT>,
  joiner: Joiner<K, V, VT, VR>,
  { options }: Joined<K, V>,
  isLeftJoin: boolean,
): StreamParts<K, VR> {
  const { builder } = stream;
  const { keySerde, valueSerde, named, gracePeriodMs } = options;
  if (gracePeriodMs !== undefined) checkHistory(table.operator.historyRetentionMs, gracePeriodMs);
  const parts = partitionedForJoin(stream, named?.name, { keySerde, valueSerde });
  const sources = new Set([...parts.sources, ...table.sources]);
  builder.graph.copartitioned.push(sources);
  const name = builder.names.orGenerate(named, isLeftJoin ? leftJoinPrefix : joinPrefix);
  const view = table.operator.view();
  const operator = streamTableJoin<K, V, K, VT, VR>({
    table: view,
    ...{ isLeftJoin, joiner, rowKey: (key) => key },
    buffer:
      gracePeriodMs === undefined
        ? undefined
        : new RecordBufferBuilder<K, V>(`${name}-Buffer`, gracePeriodMs, parts),
  });
  const { storeNames } = view;
  const node = builder.addProcessor(name, operator, [parts.node], { storeNames, takesNullKeys: isLeftJoin });
  return {
    ...{ builder, node, keySerde: parts.keySerde, valueSerde: undefined, sources },
    repartitionRequired: false,
  };
}

/** Records wait for rows that come later, so the table must still know the earlier ones. */
function checkHistory(historyRetentionMs: number | undefined, gracePeriodMs: number): void {
  if (historyRetentionMs !== undefined && historyRetentionMs >= gracePeriodMs) return;
  throw new KStreamsError(
    'TOPOLOGY_INVALID',
    `Expected a versioned table with a history of ${gracePeriodMs} ms or more for a join with that grace period, got ${historyRetentionMs === undefined ? 'one that is not versioned' : `a history of ${historyRetentionMs} ms`}.`,
    { hint: 'Materialise it in Stores.persistentVersionedKeyValueStore(name, historyRetentionMs).' },
  );
}

/** A stream whose records are joined with the rows that their keys and values choose. */
export function joinGlobalTable<K, V, KG, VG, VR>(
  stream: StreamParts<K, V>,
  table: GlobalKTable<KG, VG>,
  rowKey: (key: K | null, value: V | null) => KG | null,
  joiner: Joiner<K, V, VG, VR>,
  named: Named | undefined,
  isLeftJoin: boolean,
): StreamParts<K, VR> {
  const { builder } = stream;
  // Of both kinds in Java.
  const name = builder.names.orGenerate(named, leftJoinPrefix);
  const view = rowView<KG, VG>(table.storeName);
  const operator = streamTableJoin<K, V, KG, VG, VR>({ table: view, isLeftJoin, rowKey, joiner });
  const node = builder.addProcessor(name, operator, [stream.node], { takesNullKeys: isLeftJoin });
  return { ...stream, node, valueSerde: undefined };
}
