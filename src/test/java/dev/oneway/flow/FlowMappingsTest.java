package dev.oneway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route file says of its flow without being loaded. */
class FlowMappingsTest {
  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theMappingsOfAYamlRouteAreFoundInTheirOrderWhateverItsSettings() throws IOException {
    Path file =
        file(
            "f.camel.yaml",
            """
            # routes/f.camel.yaml
            # Every hour, this
            # goes there.
            - route:
                # not this one: mapping:none
                from:
                  uri: timer:{{no.such.setting}}
                  steps:
                    - to: mapping:second
                    - to: { uri: "mapping:first?lazyStartProducer=true" }
                    - to: { uri: mapping, parameters: { name: third } }
                    - to: mapping:second
                    - setBody: { constant: "no mapping:here" }
            """);
    assertThat(FlowMappings.in(file)).containsExactly("second", "first", "third");
    assertThat(HeadComment.of(file)).isEqualTo("Every hour, this goes there.");
  }

  @Test
  void theMappingsOfAJavaRouteAreFound() throws IOException {
    Path file = file("F.java", "from(\"timer:x\").to(\"mapping:one\").to(\"mapping:two?a=b\");");
    assertThat(FlowMappings.in(file)).containsExactly("one", "two");
    assertThat(HeadComment.of(file)).isEmpty();
  }

  @Test
  void aFileThatIsNoYamlHasNone() throws IOException {
    assertThat(FlowMappings.in(file("f.camel.yaml", "- route: ["))).isEqualTo(List.of());
  }
}
