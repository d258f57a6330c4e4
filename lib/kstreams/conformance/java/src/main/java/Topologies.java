import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.persistentTimestampedKeyValueStore;

import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;

/** The topologies of topologies.ts, line by line. */
final class Topologies {
  private static final Serde<String> text = Serdes.String();

  /** Throws NullPointerException for a name that is none. */
  static Topology build(Map<String, String> options, Properties config) {
    var input = options.get("input");
    var output = options.get("output");
    var store = "disk".equals(options.get("store"))
        ? persistentTimestampedKeyValueStore("store")
        : inMemoryKeyValueStore("store");
    var builder = new StreamsBuilder();
    switch (options.get("topology")) {
      case "words" -> words(builder, input, output, store);
      case "count" -> count(builder, input, output, store);
      case "rows" -> rows(builder, input, output, store);
      case "sizes" -> sizes(builder, input, output, store);
      default -> throw new IllegalArgumentException("no such topology");
    }
    return builder.build(config);
  }

  /** Counts words, by way of a repartition topic. */
  static void words(StreamsBuilder builder, String input, String output, KeyValueBytesStoreSupplier store) {
    var words = builder
        .stream(input, Consumed.with(text, text))
        .flatMapValues(line -> Arrays.asList(line.split(" ")))
        .groupBy((key, word) -> word, Grouped.with("words", text, text));
    countInto(words, output, store);
  }

  /** Counts the records of each key, with no repartition topic in between. */
  static void count(StreamsBuilder builder, String input, String output, KeyValueBytesStoreSupplier store) {
    countInto(builder.stream(input, Consumed.with(text, text)).groupByKey(), output, store);
  }

  private static void countInto(
      KGroupedStream<String, String> grouped, String output, KeyValueBytesStoreSupplier store) {
    grouped
        .count(Materialized.<String, Long>as(store).withKeySerde(text).withCachingDisabled())
        .toStream()
        .to(output, Produced.with(text, Serdes.Long()));
  }

  /** A table with its updates as results. */
  static void rows(StreamsBuilder builder, String input, String output, KeyValueBytesStoreSupplier store) {
    builder
        .table(input, Consumed.with(text, text), Materialized.<String, String>as(store).withCachingDisabled())
        .toStream()
        .to(output, Produced.with(text, text));
  }

  /** How many rows of a table have each value: old values go to the repartition topic too. */
  static void sizes(StreamsBuilder builder, String input, String output, KeyValueBytesStoreSupplier store) {
    builder
        .table(input, Consumed.with(text, text), Materialized.<String, String>as(store).withCachingDisabled())
        .groupBy((key, value) -> KeyValue.pair(value, key), Grouped.with("values", text, text))
        .count(Materialized.<String, Long>as(inMemoryKeyValueStore("sizes")).withCachingDisabled())
        .toStream()
        .to(output, Produced.with(text, Serdes.Long()));
  }
}
