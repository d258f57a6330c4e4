import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * Runs one of the topologies until its input ends. Arguments are name=value pairs; each line of the output is a word
 * and what it is about: DESCRIBE (line ends as |), STATE, RESTORED.
 */
public final class Interop {
  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (var arg : args) options.put(arg.split("=", 2)[0], arg.split("=", 2)[1]);

    var config = new Properties();
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, options.get("bootstrap"));
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, options.get("applicationId"));
    config.put(StreamsConfig.STATE_DIR_CONFIG, options.get("stateDir"));
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
    config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, options.get("optimization"));

    // Otherwise its members stay in the group until their session ends, and nobody else gets the tasks.
    config.put("internal.leave.group.on.close", true);

    var topology = Topologies.build(options, config);
    say("DESCRIBE", topology.describe().toString().replace('\n', '|'));
    var streams = new KafkaStreams(topology, config);
    streams.setStateListener((state, before) -> say("STATE", state.name()));
    streams.setGlobalStateRestoreListener(new StateRestoreListener() {
      @Override
      public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {}

      @Override
      public void onBatchRestored(TopicPartition changelog, String store, long end, long count) {}

      @Override
      public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        say("RESTORED", changelog + " " + total);
      }
    });
    streams.start();
    while (System.in.read() >= 0) {}
    // Not longer: the cluster may be gone with the test.
    System.exit(streams.close(Duration.ofSeconds(20)) ? 0 : 1);
  }

  private static void say(String word, String what) {
    System.out.println(word + " " + what);
  }
}
