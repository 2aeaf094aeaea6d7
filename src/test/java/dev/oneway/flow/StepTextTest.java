package dev.oneway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps as their author wrote them. */
class StepTextTest {
  private static final String ROUTE =
      """
      - route:
          id: f
          from:
            uri: platform-http:/hooks/f
            parameters: { httpMethodRestrict: POST }
            steps:
              - to: signature:github
              - split:
                  streaming: true
                  steps:
                    - to:
                        uri: kamelet:my-sink
                        # which of them
                        parameters:
                          object: Lead
                    - to: mapping:a?x=1
              - setBody: { constant: "no step:here" }
      """;

  @TempDir private Path folder;

  @Test
  void eachStepIsFoundWithItsLinesShiftedToTheLeft() {
    assertThat(StepText.inYaml(ROUTE))
        .containsExactly(
            new StepText(
                "platform-http",
                Map.of("httpMethodRestrict", "POST"),
                "from:\n  uri: platform-http:/hooks/f\n  parameters: { httpMethodRestrict: POST }"),
            new StepText("signature", Map.of(), "- to: signature:github"),
            new StepText(
                "my-sink",
                Map.of("object", "Lead"),
                "- to:\n    uri: kamelet:my-sink\n    # which of them\n    parameters:\n      object: Lead"),
            new StepText("mapping", Map.of("x", "1"), "- to: mapping:a?x=1"));
  }

  @Test
  void whatIsNoYamlHasNone() {
    assertThat(StepText.inYaml("- route: [")).isEmpty();
  }

  @Test
  void aFileTellsWhenItStartsAndWhatItNames() throws IOException {
    Path file = Files.writeString(folder.resolve("f.camel.yaml"), ROUTE);
    assertThat(StepText.startsIn(file)).containsExactly("webhook /hooks/f");
    assertThat(StepText.connectorsIn(file))
        .containsExactly("platform-http", "signature", "my-sink", "mapping");
    assertThat(StepText.in(file)).hasSize(4);
  }

  @Test
  void aFileOfJavaTellsTheSameButNoText() throws IOException {
    Path file = Files.writeString(folder.resolve("F.java"), "from(\"timer:x?period=5s\")");
    assertThat(StepText.in(file)).isEqualTo(List.of());
    assertThat(StepText.connectorsIn(file)).containsExactly("timer");
    assertThat(StepText.startsIn(file)).containsExactly("every 5s");
  }
}
