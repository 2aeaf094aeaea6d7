package dev.oneway.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One step of a route, to be written. Immutable.
 *
 * @param uri without options
 * @param parameters its options, in their order
 * @param review what of it is a guess
 */
record Step(String uri, Map<String, String> parameters, Optional<String> review) {
  private static final int WIDTH = 110;

  Step(String uri, Map<String, String> parameters) {
    this(uri, parameters, Optional.empty());
  }

  /** The same step, with what somebody must look at. */
  Step reviewed(String guess) {
    return new Step(uri, parameters, Optional.of(guess));
  }

  /**
   * @param options names and values in turn
   */
  static Step of(String uri, String... options) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      parameters.put(options[i], options[i + 1]);
    }
    return new Step(uri, parameters);
  }

  /** The lines of a list's element; the options in one line where they fit. */
  List<String> lines(String indent) {
    if (parameters.isEmpty()) {
      return List.of(indent + "- to: " + YamlText.line(uri));
    }
    String inner = indent + "    ";
    String described =
        review
            .map(it -> "\n" + inner + "description: " + YamlText.quoted(Draft.REVIEW + it))
            .orElse("");
    String head = indent + "- to:\n" + inner + "uri: " + YamlText.line(uri) + described;
    String oneLine = joined(", ", inner + "parameters: { ", " }");
    String options =
        oneLine.length() <= WIDTH
            ? oneLine
            : joined("\n" + inner + "  ", inner + "parameters:\n" + inner + "  ", "");
    return (head + "\n" + options).lines().toList();
  }

  private String joined(String between, String before, String after) {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + ": " + value(it.getValue()))
        .collect(Collectors.joining(between, before, after));
  }

  private static String value(String value) {
    return value.matches("true|\\d+") ? value : YamlText.of(value);
  }
}
