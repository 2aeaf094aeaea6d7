package dev.oneway.app;

import dev.oneway.trace.TraceOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings {@code oneway.traces.*}: whether runs are traced, and where that goes. */
final class TraceSettings {
  static final List<String> NAMES =
      List.of("oneway.traces", "oneway.traces.endpoint", "oneway.traces.header.NAME");

  private static final String ENDPOINT = "oneway.traces.endpoint";
  private static final String HEADER = "oneway.traces.header.";
  private static final String DEFAULT = "http://localhost:4318/v1/traces";

  private TraceSettings() {}

  /**
   * @return empty while it is off
   * @throws IllegalArgumentException with what is wrong and what would be right
   */
  static Optional<TraceOptions> read(Settings settings) {
    String traces = settings.get("oneway.traces", "off");
    return switch (traces) {
      case "otlp" -> Optional.of(new TraceOptions(endpoint(settings), headers(settings)));
      case "off" -> Optional.empty();
      default ->
          throw new IllegalArgumentException(
              "oneway.traces: `" + traces + "` is neither otlp nor off.");
    };
  }

  private static URI endpoint(Settings settings) {
    String text = settings.get(ENDPOINT, DEFAULT);
    boolean isAddress = text.matches("https?://[^\\s/@?#]+(/[^\\s@?#]*)?");
    if (!isAddress) {
      throw new IllegalArgumentException(
          ENDPOINT
              + " must be where OTLP over HTTP is taken, as "
              + DEFAULT
              + "; credentials go into "
              + HEADER
              + "NAME.");
    }
    return URI.create(text);
  }

  private static Map<String, String> headers(Settings settings) {
    Map<String, String> headers = new HashMap<>();
    settings
        .endingsBehind(HEADER)
        .forEach(name -> headers.put(name, settings.get(HEADER + name, "")));
    return headers;
  }
}
