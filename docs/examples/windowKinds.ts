import {
  Consumed,
  type KGroupedStream,
  type KTable,
  Serdes,
  SessionWindows,
  SlidingWindows,
  StreamsBuilder,
  TimeWindows,
  TopologyTestDriver,
  type Windowed,
} from '@kafka-tutorial/kstreams';

const text = Serdes.string();
type Grouped = KGroupedStream<string, string | null>;

/** When the records of the example happened, in milliseconds. */
export const timestamps: readonly number[] = [10, 30, 80, 90, 140];

/** A kind of windows, and how it counts records. */
export interface WindowKind {
  readonly name: string;
  /** Whether the end of a window still belongs to it. */
  readonly endIncluded: boolean;
  readonly count: (grouped: Grouped) => KTable<Windowed<string>, number>;
}

export const windowKinds: readonly WindowKind[] = [
  {
    name: 'tumbling, size 50',
    endIncluded: false,
    count: (grouped) => grouped.windowedBy(TimeWindows.ofSizeWithNoGrace(50)).count(),
  },
  {
    name: 'hopping, size 100, advance 50',
    endIncluded: false,
    count: (grouped) => grouped.windowedBy(TimeWindows.ofSizeWithNoGrace(100).advanceBy(50)).count(),
  },
  {
    name: 'sliding, difference 30',
    endIncluded: true,
    count: (grouped) => grouped.windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(30)).count(),
  },
  {
    name: 'session, gap 40',
    endIncluded: true,
    count: (grouped) => grouped.windowedBy(SessionWindows.ofInactivityGapWithNoGrace(40)).count(),
  },
];

/** A window, and how many of the records are in it. */
export interface CountedWindow {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** Counts the records of the example in windows of one kind, by their starts. */
export function windowsOf({ count }: WindowKind): CountedWindow[] {
  const builder = new StreamsBuilder();
  const counts = new Map<string, CountedWindow>();
  count(builder.stream('records', Consumed.with(text, text)).groupByKey())
    .toStream()
    .foreach(({ window: { start, end } }, count) => {
      if (count === null) counts.delete(`${start}-${end}`);
      else counts.set(`${start}-${end}`, { start, end, count });
    });
  const driver = new TopologyTestDriver(builder.build());
  const records = driver.createInputTopic('records', text, text);
  for (const timestamp of timestamps) records.pipeInput('wine', 'a glass', timestamp);
  driver.close();
  return [...counts.values()].sort((a, b) => a.start - b.start);
}
