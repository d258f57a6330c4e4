import {
  Consumed,
  Grouped,
  Serdes,
  StreamsBuilder,
  TimeWindows,
  TopologyTestDriver,
} from '@kafka-tutorial/kstreams';
import { textTable } from '@kafka-tutorial/util';
import type { Lab } from './lab.ts';

const windowMs = 60_000;
const graceMs = 10_000;
const eventSeconds = [10, 30, 50, 65, 55, 75, 20];

export const lateData: Lab = {
  name: 'late-data',
  title: 'Late data',
  chapter: 'docs/08-time.md',
  story: `Records are counted in windows of a minute, with a grace period of ten seconds. They come in this order, each with the
second of its event: ${eventSeconds.join(', ')}. So the fifth and the last one are out of order.`,
  question: 'What does the window of the first minute count in the end?',
  choices: {
    a: '3: a record that is out of order counts for no window.',
    b: '4: one of the two is within grace, the other is dropped.',
    c: '5: all records of that minute, however late.',
  },
  answer: 'b',
  run: async (say) => {
    const builder = new StreamsBuilder();
    const counts = new Map<number, number>();
    builder
      .stream('scores', Consumed.with(Serdes.string(), Serdes.string()))
      .groupByKey(Grouped.with(Serdes.string(), Serdes.string()))
      .windowedBy(TimeWindows.ofSizeAndGrace(windowMs, graceMs))
      .count()
      .toStream()
      .foreach((key, count) => void counts.set(key.window.start, count ?? 0));
    const driver = new TopologyTestDriver(builder.build());
    const input = driver.createInputTopic('scores', Serdes.string(), Serdes.string());
    let streamTime = 0;
    const rows: string[][] = [];
    for (const second of eventSeconds) {
      say(`a record of second ${second} comes`);
      const before = new Map(counts);
      const closedAt = (windowMs + graceMs) / 1000;
      streamTime = Math.max(streamTime, second);
      await input.pipeInput('wine', 'scored', second * 1000);
      const counted = [...counts.keys()].find((start) => counts.get(start) !== before.get(start));
      const fate = counted === undefined ? 'dropped' : counted === 0 ? 'counted' : 'of the next window';
      rows.push([
        ...[`${second}`, `${streamTime}`, streamTime < closedAt ? 'open' : 'closed', fate],
        `${counts.get(0) ?? 0}`,
      ]);
    }
    driver.close();
    const count = counts.get(0) ?? 0;
    return {
      choice: ({ 3: 'a', 4: 'b', 5: 'c' } as Record<number, string>)[count],
      report: textTable(['event second', 'stream time', 'first window', 'record', 'its count'], rows),
      because: `A window is open until stream time, the largest timestamp seen so far, reaches its end plus grace: 60 + 10 s. The record of
second 55 came at stream time 65, in time; that of second 20 at 75, too late: it is dropped, and the metric
dropped-records counts it. Nothing waits for a clock: without new records no window ever closes.`,
    };
  },
};
