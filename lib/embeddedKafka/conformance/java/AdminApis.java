import java.util.*;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.*;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.*;

/** What the Java Admin client can ask and change. Prints a line for each finding. */
public class AdminApis {
  static Admin admin;
  static String topic;

  public static void main(String[] args) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", args[0]);
    topic = args[1];
    admin = Admin.create(config);
    say("cluster", () -> admin.describeCluster().nodes().get().size());
    say("create", () -> {
      var result = admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "60000"))));
      return result.numPartitions(topic).get() + " " + result.config(topic).get().get("retention.ms").value();
    });
    say("create again", () -> admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get());
    say("create partitions", () -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all().get());
    say("create fewer", () -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get());
    say("partitions", () -> admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size());
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    say("alter", () -> admin.incrementalAlterConfigs(Map.of(resource, List.of(
        new AlterConfigOp(new ConfigEntry("retention.ms", ""), AlterConfigOp.OpType.DELETE),
        new AlterConfigOp(new ConfigEntry("max.message.bytes", "2000"), AlterConfigOp.OpType.SET),
        new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.APPEND)))).all().get());
    say("alter to nonsense", () -> admin.incrementalAlterConfigs(Map.of(resource, List.of(
        new AlterConfigOp(new ConfigEntry("retention.ms", "soon"), AlterConfigOp.OpType.SET)))).all().get());
    Thread.sleep(500); // a cluster takes a moment to tell its brokers
    say("configs", () -> {
      Config described = admin.describeConfigs(List.of(resource), new DescribeConfigsOptions().includeSynonyms(true)).all().get().get(resource);
      StringJoiner lines = new StringJoiner(" ");
      for (String name : List.of("retention.ms", "max.message.bytes", "cleanup.policy")) {
        ConfigEntry entry = described.get(name);
        lines.add(name + "=" + entry.value() + "/" + entry.source() + "/" + entry.synonyms().size());
      }
      return lines;
    });
    TopicPartition partition = new TopicPartition(topic, 0);
    Map<String, Object> producing = new HashMap<>(config);
    try (Producer<String, String> producer = new KafkaProducer<>(producing, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < 10; i++) producer.send(new ProducerRecord<>(topic, 0, 1_000L + i, "k" + i, "v" + i));
      producer.flush();
      say("too large", () -> producer.send(new ProducerRecord<>(topic, 0, "k", "x".repeat(3000))).get());
      say("no key", () -> producer.send(new ProducerRecord<>(topic, 0, null, "v")).get());
    }
    say("earliest", () -> offset(partition, OffsetSpec.earliest()));
    say("latest", () -> offset(partition, OffsetSpec.latest()));
    say("by time", () -> offset(partition, OffsetSpec.forTimestamp(1_004)));
    say("behind all", () -> offset(partition, OffsetSpec.forTimestamp(5_000)));
    say("max timestamp", () -> offset(partition, OffsetSpec.maxTimestamp()));
    say("delete records", () -> admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4))).lowWatermarks().get(partition).get().lowWatermark());
    say("delete too many", () -> admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(99))).lowWatermarks().get(partition).get().lowWatermark());
    say("earliest", () -> offset(partition, OffsetSpec.earliest()));
    String group = "group-" + topic;
    say("commit", () -> admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(7), new TopicPartition(topic, 1), new OffsetAndMetadata(8))).all().get());
    say("groups", () -> admin.listConsumerGroups().all().get().stream().anyMatch(each -> each.groupId().equals(group)));
    say("group", () -> {
      var described = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
      return described.state() + " " + described.members().size();
    });
    say("unknown group", () -> isThere("none-" + topic));
    say("delete offset", () -> admin.deleteConsumerGroupOffsets(group, Set.of(partition)).all().get());
    say("offsets", () -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
    say("delete group", () -> admin.deleteConsumerGroups(List.of(group)).all().get());
    say("delete group again", () -> admin.deleteConsumerGroups(List.of(group)).all().get());
    say("delete", () -> admin.deleteTopics(List.of(topic)).all().get());
    say("describe deleted", () -> admin.describeTopics(List.of(topic)).allTopicNames().get().size());
    admin.close();
  }

  /** Clients before 4.0 describe a group that is not there as dead. */
  static boolean isThere(String group) throws Exception {
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).state() != ConsumerGroupState.DEAD;
    } catch (ExecutionException error) {
      if (error.getCause() instanceof GroupIdNotFoundException) return false;
      throw error;
    }
  }

  static long offset(TopicPartition partition, OffsetSpec spec) throws Exception {
    return admin.listOffsets(Map.of(partition, spec)).partitionResult(partition).get().offset();
  }

  interface Question {
    Object answer() throws Exception;
  }

  static void say(String what, Question question) {
    Object answer;
    try {
      answer = question.answer();
    } catch (ExecutionException e) {
      answer = e.getCause().getClass().getSimpleName();
    } catch (Exception e) {
      answer = e.getClass().getSimpleName();
    }
    if (answer instanceof RecordMetadata metadata) answer = "at " + metadata.offset();
    System.out.println(what + ": " + answer);
  }
}
