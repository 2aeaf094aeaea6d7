package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code schema --components} prints is each component we add to Camel. */
class ComponentsJsonTest {
  private static final Path SERVICES =
      Path.of("src/main/resources/META-INF/services/org/apache/camel/component");

  @Test
  void itHasEachComponentWithItsOptions() throws IOException {
    try (Stream<Path> services = Files.list(SERVICES)) {
      assertThat(ComponentsJson.all())
          .extracting(document -> document.at("/component/scheme").asText())
          .containsExactlyInAnyOrderElementsOf(
              services.map(service -> service.getFileName().toString()).toList());
    }
    assertThat(ComponentsJson.all())
        .allMatch(document -> document.at("/component/syntax").asText().contains(":"))
        .allMatch(document -> !document.path("properties").isEmpty());
  }
}
