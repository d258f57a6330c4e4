import java.nio.file.Files;
import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.serialization.*;
import org.apache.kafka.streams.*;
import org.apache.kafka.streams.kstream.*;

/** Kafka Streams' word count under exactly_once_v2, stopped and started again in the middle. Prints the last count of each word. */
public class WordCount {
  public static void main(String[] args) throws Exception {
    String bootstrap = args[0], name = args[1];
    String input = name + "-lines", output = name + "-counts";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(input, 2, (short) 1), new NewTopic(output, 2, (short) 1))).all().get();
    }
    Map<String, Object> producing = Map.of("bootstrap.servers", bootstrap);
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Object> consuming = Map.of("bootstrap.servers", bootstrap, "group.id", name + "-reader",
        "isolation.level", "read_committed", "auto.offset.reset", "earliest");
    try (var producer = new KafkaProducer<>(producing, new StringSerializer(), new StringSerializer());
        var consumer = new KafkaConsumer<>(consuming, new StringDeserializer(), new LongDeserializer())) {
      consumer.subscribe(List.of(output));
      for (int run = 1; run <= 2; run++) {
        KafkaStreams streams = streams(bootstrap, name, input, output);
        streams.start();
        for (int i = 0; i < 500; i++) producer.send(new ProducerRecord<>(input, "line " + i % 5 + " of run " + run));
        producer.flush();
        long deadline = System.currentTimeMillis() + 60_000;
        while (counts.getOrDefault("of", 0L) < 500L * run && System.currentTimeMillis() < deadline) {
          for (var record : consumer.poll(Duration.ofMillis(200))) counts.put(record.key(), record.value());
        }
        streams.close(Duration.ofSeconds(30));
      }
      for (var record : consumer.poll(Duration.ofMillis(500))) counts.put(record.key(), record.value());
    }
    System.out.println(counts);
    System.exit(0);
  }

  static KafkaStreams streams(String bootstrap, String name, String input, String output) throws Exception {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(input, Consumed.with(Serdes.String(), Serdes.String()))
        .flatMapValues(line -> List.of(line.split(" ")))
        .groupBy((key, word) -> word, Grouped.with(Serdes.String(), Serdes.String()))
        .count()
        .toStream()
        .to(output, Produced.with(Serdes.String(), Serdes.Long()));
    Properties config = new Properties();
    config.put("application.id", name);
    config.put("bootstrap.servers", bootstrap);
    config.put("processing.guarantee", "exactly_once_v2");
    config.put("commit.interval.ms", "100");
    config.put("replication.factor", "1");
    config.put("session.timeout.ms", "6000");
    config.put("state.dir", Files.createTempDirectory("word-count").toString());
    return new KafkaStreams(builder.build(), config);
  }
}
