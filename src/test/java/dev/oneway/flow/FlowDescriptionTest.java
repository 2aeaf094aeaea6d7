package dev.oneway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route file says of its flow, without being loaded. */
class FlowDescriptionTest {
  @TempDir private Path folder;

  private String in(String name, String text) throws IOException {
    return FlowDescription.of(Files.writeString(folder.resolve(name), text));
  }

  @Test
  void itIsTheDescriptionOfTheRouteThatIsCalledLikeTheFile() throws IOException {
    String description =
        in(
            "f.camel.yaml",
            """
            - route:
                id: f-webhook
                description: Somebody tells.
                from: { uri: "platform-http:/f", steps: [] }
            - route:
                id: f
                description: >-
                  Every hour, this
                  goes there.
                from: { uri: "timer:{{no.such.setting}}", steps: [] }
            """);
    assertThat(description).isEqualTo("Every hour, this goes there.");
  }

  @Test
  void ofAJavaRouteItIsWhatItsRouteSays() throws IOException {
    String java =
        """
        from("inbox:x").routeId("f-webhook").routeDescription("Somebody tells.").to("mapping:x");
        from("timer:x")
            .routeId("f")
            .routeDescription(
                "Every hour, \\"this\\""
                    + " goes there.")
            .to("mapping:x");
        from("timer:y").routeId("g").description("Not this.").to("mapping:x");
        """;
    assertThat(in("f.java", java)).isEqualTo("Every hour, \"this\" goes there.");
    assertThat(in("g.java", java)).isEqualTo("Not this.");
    assertThat(in("h.java", java)).isEmpty();
  }

  @Test
  void aFileWithoutOneHasNone() throws IOException {
    assertThat(in("f.camel.yaml", "- route:\n    id: f\n")).isEmpty();
    assertThat(in("f.camel.yaml", "- route: [")).isEmpty();
    assertThat(in("f.camel.yaml", "- from: { uri: x }")).isEmpty();
    assertThat(in("f.camel.yaml", "route: { id: f, description: no }")).isEmpty();
  }
}
