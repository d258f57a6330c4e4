import { setTimeout as sleep } from 'node:timers/promises';
import {
  Consumed,
  Grouped,
  KafkaStreams,
  Materialized,
  QueryableStoreTypes,
  Serdes,
  StoreQueryParameters,
  StreamsBuilder,
} from '@kafka-tutorial/kstreams';
import { withKafka } from './withKafka.ts';

const text = Serdes.string();
const regions = ['Rioja', 'Barolo', 'Mosel'];
const glasses = Array.from({ length: 3000 }, (_, i) => ({ key: regions[i % 3] ?? '', value: 'a glass' }));
const counts = StoreQueryParameters.fromNameAndType(
  'counts',
  QueryableStoreTypes.keyValueStore<string, number>(),
);

await withKafka({ glasses: 1 }, async (kafka) => {
  const [producer, admin] = [kafka.producer(), kafka.admin()];
  await Promise.all([producer.connect(), admin.connect()]);
  await producer.send({ topic: 'glasses', messages: glasses });

  for (const statestoreCacheMaxBytes of [10 * 1024 * 1024, 0]) {
    const applicationId = statestoreCacheMaxBytes > 0 ? 'cached' : 'uncached';
    let results = 0;
    const builder = new StreamsBuilder();
    builder
      .stream('glasses', Consumed.with(text, text))
      .groupByKey(Grouped.with(text, text))
      .count(Materialized.as('counts'))
      .toStream()
      .foreach(() => results++);
    const streams = new KafkaStreams(builder.build(), { kafka, applicationId, statestoreCacheMaxBytes });
    await streams.start();
    while (streams.state() !== 'RUNNING') await sleep(5);
    while (streams.store(counts).get('Mosel') !== 1000) await sleep(5);
    await streams.close();
    const [changelog] = await admin.fetchTopicOffsets(`${applicationId}-counts-changelog`);
    console.log(`${applicationId}: ${results} results, ${changelog?.high} changes in the changelog`);
  }
  await Promise.all([producer.disconnect(), admin.disconnect()]);
});
