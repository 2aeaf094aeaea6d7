package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.ops.json.FlowJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowTableTest {
  private static Flow ready(Fault... notes) {
    return new Flow(
        "a",
        Path.of("routes/a.camel.yaml"),
        Optional.empty(),
        new FlowState.Ready(),
        List.of(notes));
  }

  @Test
  void aNoteIsToldAndIsNoRemedy() {
    Fault note = new Fault("mappings/x.yaml", 6, 3, "`a` may be null.", "Add a `default`.");

    assertThat(FlowTable.notes(List.of(ready(note))))
        .isEqualTo("Note: mappings/x.yaml:6:3: `a` may be null. Add a `default`.\n");
    assertThat(FlowTable.remedies(List.of(ready(note)))).isEmpty();
    assertThat(FlowJson.of(ready(note)))
        .containsEntry("state", "ready")
        .containsEntry(
            "notes",
            List.of(
                Map.of(
                    "file", "mappings/x.yaml",
                    "line", 6,
                    "column", 3,
                    "what", "`a` may be null.",
                    "remedy", "Add a `default`.")));
  }

  @Test
  void withoutNotesNothingIsTold() {
    assertThat(FlowTable.notes(List.of(ready()))).isEmpty();
    assertThat(FlowJson.of(ready())).doesNotContainKey("notes");
  }
}
