import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaStreams } from '@kafka-tutorial/kstreams';
import { winesByRegion } from './winesByRegion.ts';
import { withKafka } from './withKafka.ts';

await withKafka({ wines: 3, 'counts-by-region': 1 }, async (kafka) => {
  const instance = () =>
    new KafkaStreams(winesByRegion(), { kafka, applicationId: 'regions', heartbeatIntervalMs: 200 });
  const tasksOf = (streams: KafkaStreams) =>
    streams.localThreadsMetadata().flatMap(({ activeTasks }) => activeTasks.map(({ taskId }) => taskId));
  const settled = async (shares: ReadonlyMap<KafkaStreams, number>) => {
    while (
      [...shares].some(
        ([streams, count]) => streams.state() !== 'RUNNING' || tasksOf(streams).length !== count,
      )
    )
      await sleep(10);
  };

  const first = instance();
  await first.start();
  await settled(new Map([[first, 6]]));
  console.log(`one instance: ${tasksOf(first).join(' ')}`);

  const second = instance();
  await second.start();
  await settled(
    new Map([
      [first, 3],
      [second, 3],
    ]),
  );
  console.log(`two instances: ${tasksOf(first).length} and ${tasksOf(second).length} tasks`);

  await first.close();
  await settled(new Map([[second, 6]]));
  console.log(`one is left: ${tasksOf(second).join(' ')}`);
  await second.close();
});
