package dev.oneway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mappings a route file uses, without being loaded. */
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
            - route:
                # not this one: mapping:none
                from:
                  uri: timer:{{no.such.setting}}
                  steps:
                    - to: mapping:second
                    - to: { uri: "mapping:first?lazyStartProducer=true" }
                    - to: { uri: mapping, parameters: { name: third } }
                    - to: { uri: "mapping:second", description: mapping:not-this-one-either }
                    - setBody: { constant: "no mapping:here" }
            """);
    assertThat(FlowMappings.in(file)).containsExactly("second", "first", "third");
  }

  @Test
  void theMappingsOfAJavaRouteAreFound() throws IOException {
    Path file = file("F.java", "from(\"timer:x\").to(\"mapping:one\").to(\"mapping:two?a=b\");");
    assertThat(FlowMappings.in(file)).containsExactly("one", "two");
  }

  @Test
  void aFileThatIsNoYamlHasNone() throws IOException {
    assertThat(FlowMappings.in(file("f.camel.yaml", "- route: ["))).isEqualTo(List.of());
  }
}
