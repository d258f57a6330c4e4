import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jpmml.evaluator.Evaluator;
import org.jpmml.evaluator.LoadingModelEvaluatorBuilder;

/** Scores the wines with each PMML file and prints, a line a file, the least microseconds a record of many runs. */
public class ScoreAll {
  private static final int RUNS = 40;

  public static void main(String[] args) throws Exception {
    List<Map<String, Double>> wines = read(Path.of(args[0]));
    for (int i = 1; i < args.length; i++) {
      Evaluator evaluator = new LoadingModelEvaluatorBuilder().load(new File(args[i])).build();
      double best = Double.MAX_VALUE;
      for (int run = 0; run < RUNS; run++) {
        long start = System.nanoTime();
        for (Map<String, Double> wine : wines) evaluator.evaluate(wine);
        best = Math.min(best, (System.nanoTime() - start) / 1000.0 / wines.size());
      }
      System.out.printf("%s %.3f%n", args[i], best);
    }
  }

  private static List<Map<String, Double>> read(Path csv) throws Exception {
    List<String> lines = Files.readAllLines(csv);
    String[] names = lines.get(0).split(",");
    List<Map<String, Double>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      Map<String, Double> row = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) row.put(names[i], Double.valueOf(cells[i]));
      rows.add(row);
    }
    return rows;
  }
}
