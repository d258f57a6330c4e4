import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The topologies of kstreamsProgram.ts in Java: the same arguments, the same line of JSON at the end. */
public final class KafkaStreamsBench {
  private final long records;
  private final CountDownLatch finished = new CountDownLatch(1);
  private long startedAt;
  private long endedAt;
  private long count;

  private KafkaStreamsBench(long records) {
    this.records = records;
  }

  public static void main(String[] args) throws Exception {
    Properties config = new Properties();
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, args[1]);
    config.put(StreamsConfig.STATE_DIR_CONFIG, args[2]);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, args[5]);
    config.put("auto.offset.reset", "earliest");
    KafkaStreamsBench bench = new KafkaStreamsBench(Long.parseLong(args[8]));
    bench.run(bench.topology(args[3], args[4], args[6], args[7]), config);
  }

  private Topology topology(String workload, String store, String input, String output) {
    boolean persistent = store.equals("persistent");
    KeyValueBytesStoreSupplier memory = Stores.inMemoryKeyValueStore("rows");
    if (workload.equals("restore")) return restore(persistent ? Stores.persistentKeyValueStore("rows") : memory, input);
    KeyValueBytesStoreSupplier supplier = persistent ? Stores.persistentTimestampedKeyValueStore("rows") : memory;
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, byte[]> stream = builder.stream(input, Consumed.with(Serdes.String(), Serdes.ByteArray()));
    if (workload.equals("mapValues")) {
      stream.mapValues(KafkaStreamsBench::flip).peek((key, value) -> tick())
          .to(output, Produced.with(Serdes.String(), Serdes.ByteArray()));
    } else {
      stream.peek((key, value) -> tick())
          .groupByKey(Grouped.with(Serdes.String(), Serdes.ByteArray()))
          .count(Materialized.<String, Long>as(supplier).withKeySerde(Serdes.String()).withValueSerde(Serdes.Long()))
          .toStream()
          .to(output, Produced.with(Serdes.String(), Serdes.Long()));
    }
    return builder.build();
  }

  private Topology restore(KeyValueBytesStoreSupplier supplier, String input) {
    return new Topology()
        .addSource("source", Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), input)
        .addProcessor("counter", EntryCounter::new, "source")
        .addStateStore(Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray()), "counter");
  }

  private void run(Topology topology, Properties config) throws Exception {
    KafkaStreams streams = new KafkaStreams(topology, config);
    streams.setGlobalStateRestoreListener(new RestoreTimer());
    streams.start();
    finished.await();
    boolean restored = endedAt > 0;
    streams.close(Duration.ofMinutes(1));
    if (!restored) endedAt = System.currentTimeMillis();
    System.out.printf("{\"startedAt\":%d,\"endedAt\":%d,\"count\":%d}%n", startedAt, endedAt, count);
    // Until whoever measures has seen what this process used.
    System.in.read();
    System.exit(0);
  }

  private void tick() {
    if (count++ == 0) startedAt = System.currentTimeMillis();
    if (count == records) finished.countDown();
  }

  private static byte[] flip(byte[] value) {
    byte[] copy = value.clone();
    copy[0] ^= 1;
    return copy;
  }

  /** Counts what is in the restored store. */
  private final class EntryCounter implements Processor<String, byte[], Void, Void> {
    @Override
    public void init(ProcessorContext<Void, Void> context) {
      KeyValueStore<String, byte[]> store = context.getStateStore("rows");
      try (var entries = store.all()) {
        for (; entries.hasNext(); entries.next()) count++;
      }
      finished.countDown();
    }

    @Override
    public void process(Record<String, byte[]> record) {}
  }

  private final class RestoreTimer implements StateRestoreListener {
    @Override
    public void onRestoreStart(TopicPartition partition, String store, long startingOffset, long endingOffset) {
      if (endingOffset > startingOffset) startedAt = System.currentTimeMillis();
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long restored) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
      if (totalRestored > 0) endedAt = System.currentTimeMillis();
    }
  }
}
