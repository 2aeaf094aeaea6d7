package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
import dev.oneway.fault.Fault;
import dev.oneway.mapping.Difference;
import dev.oneway.mapping.ExampleResult;
import dev.oneway.ops.json.FaultJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the examples of one mapping file came to, for people and for programs.
 *
 * @param file the file; its name when there is no such file
 * @param results none when the file has faults
 * @param faults what keeps its examples from being run
 */
record ExamplesReport(
    String mapping, String file, List<ExampleResult> results, List<Fault> faults) {
  private static final String EXPECTED = "expected ";
  private static final String GOT = "got      ";

  long failing() {
    return results.stream().filter(result -> !result.isOk()).count();
  }

  boolean isRight() {
    return faults.isEmpty() && failing() == 0;
  }

  String text(Colours colours) {
    StringBuilder text = new StringBuilder();
    text.append(mapping).append(": ").append(words(colours)).append('\n');
    faults.forEach(fault -> text.append("  ").append(fault).append('\n'));
    results.stream()
        .filter(result -> !result.isOk())
        .forEach(result -> text.append(failure(result, colours)));
    return text.toString();
  }

  private String words(Colours colours) {
    if (!faults.isEmpty()) {
      return colours.red(Words.count(faults.size(), "fault"));
    }
    if (results.isEmpty()) {
      return "no examples";
    }
    String examples = Words.count(results.size(), "example");
    return failing() == 0
        ? colours.green(examples + " ok")
        : colours.red("%d of %s fail".formatted(failing(), examples));
  }

  private String failure(ExampleResult result, Colours colours) {
    StringBuilder text = new StringBuilder();
    String name = result.example().name().map(it -> "  " + it).orElse("");
    text.append("  ").append(place(result)).append(name).append('\n');
    int width = result.differences().stream().mapToInt(it -> it.field().length()).max().orElse(0);
    for (Difference difference : result.differences()) {
      String field = difference.field() + " ".repeat(width - difference.field().length());
      text.append("    ").append(field).append("  ").append(EXPECTED);
      text.append(colours.green(difference.expected())).append('\n');
      text.append("    ").append(" ".repeat(width)).append("  ").append(GOT);
      text.append(colours.red(difference.got())).append('\n');
    }
    return text.toString();
  }

  private String place(ExampleResult result) {
    return file + ":" + result.example().line() + ":" + result.example().column();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mapping", mapping);
    json.put("file", file);
    json.put("examples", results.stream().map(ExamplesReport::json).toList());
    json.put("faults", faults.stream().map(FaultJson::of).toList());
    return json;
  }

  private static Map<String, Object> json(ExampleResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", result.example().name().orElse(null));
    json.put("line", result.example().line());
    json.put("column", result.example().column());
    json.put("ok", result.isOk());
    json.put("differences", result.differences());
    return json;
  }
}
