package dev.oneway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What the build has written about our components for Camel's tooling, from their annotations and
 * the documentation of their options.
 */
final class ComponentsJson {
  /** Where each is in {@code META-INF}: the component's package and scheme. */
  static final List<String> NAMES =
      List.of(
          "dev/oneway/source/pages",
          "dev/oneway/source/gather/gather",
          "dev/oneway/mapping/mapping",
          "dev/oneway/dedup/dedup",
          "dev/oneway/destination/jdbc/jdbc-upsert",
          "dev/oneway/destination/http/http-upsert",
          "dev/oneway/destination/send/send",
          "dev/oneway/webhook/signature/signature",
          "dev/oneway/webhook/inbox/inbox");

  private ComponentsJson() {}

  /** One document a component, in the order in which records pass them. */
  static List<JsonNode> all() throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (String name : NAMES) {
      String resource = "/META-INF/" + name + ".json";
      try (InputStream json = ComponentsJson.class.getResourceAsStream(resource)) {
        if (json == null) {
          throw new IllegalStateException(
              resource + " isn't in this build. Build with Maven: mvn process-classes.");
        }
        documents.add(RecordJson.mapper().readTree(json));
      }
    }
    return documents;
  }
}
