import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.*;
import org.apache.kafka.common.serialization.*;

/** Transactions as the Java client knows them: what committed and uncommitted readers see. Prints a line for each finding. */
public class Transactions {
  static String bootstrap;
  static String topic;

  public static void main(String[] args) throws Exception {
    bootstrap = args[0];
    topic = args[1];
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
    }
    Producer<String, String> producer = producer("tx-" + topic);
    producer.initTransactions();
    producer.beginTransaction();
    send(producer, 0, "committed-1");
    send(producer, 1, "committed-2");
    producer.commitTransaction();
    producer.beginTransaction();
    send(producer, 0, "aborted");
    producer.flush();
    producer.abortTransaction();
    producer.beginTransaction();
    send(producer, 0, "committed-3");
    producer.sendOffsetsToTransaction(
        Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(42, "note")), new ConsumerGroupMetadata("group-" + topic));
    producer.commitTransaction();
    System.out.println("read_committed " + read("read_committed", 3));
    System.out.println("read_uncommitted " + read("read_uncommitted", 4));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var offsets = admin.listConsumerGroupOffsets("group-" + topic).partitionsToOffsetAndMetadata().get();
      System.out.println("offset " + offsets.get(new TopicPartition(topic, 0)).offset());
    }
    producer.beginTransaction();
    send(producer, 0, "open");
    producer.flush();
    System.out.println("ends " + end("read_uncommitted") + " " + end("read_committed"));
    Producer<String, String> successor = producer("tx-" + topic);
    successor.initTransactions();
    try {
      send(producer, 0, "late");
      producer.commitTransaction();
      System.out.println("not fenced");
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      System.out.println("fenced");
    } catch (KafkaException e) {
      System.out.println(e.getCause() instanceof ProducerFencedException ? "fenced" : "other " + e);
    }
    System.out.println("ends " + end("read_uncommitted") + " " + end("read_committed"));
    producer.close(Duration.ZERO);
    successor.close();
  }

  static Producer<String, String> producer(String id) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrap);
    config.put("transactional.id", id);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  static void send(Producer<String, String> producer, int partition, String value) {
    producer.send(new ProducerRecord<>(topic, partition, null, value));
  }

  static Consumer<String, String> consumer(String isolation) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrap);
    config.put("isolation.level", isolation);
    config.put("auto.offset.reset", "earliest");
    config.put("group.id", "reader-" + isolation + "-" + topic);
    return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
  }

  static List<String> read(String isolation, int count) {
    List<String> values = new ArrayList<>();
    try (Consumer<String, String> consumer = consumer(isolation)) {
      consumer.subscribe(List.of(topic));
      long deadline = System.currentTimeMillis() + 20_000;
      while (values.size() < count && System.currentTimeMillis() < deadline) {
        for (var record : consumer.poll(Duration.ofMillis(200))) values.add(record.value());
      }
      for (var record : consumer.poll(Duration.ofMillis(200))) values.add(record.value());
    }
    Collections.sort(values);
    return values;
  }

  static long end(String isolation) {
    try (Consumer<String, String> consumer = consumer(isolation)) {
      return consumer.endOffsets(List.of(new TopicPartition(topic, 0))).get(new TopicPartition(topic, 0));
    }
  }
}
