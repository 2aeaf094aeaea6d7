package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Narrator narrator(Duration pause) {
    StoryText text =
        new StoryText(Map.of(), (flow, record) -> Optional.empty(), new Colours(false));
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Narrator(Set.of("people"), text, stream, pause);
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatHappensIsToldAndOnlyOfTheFlowsThatWereNamed() {
    try (Narrator narrator = narrator(Duration.ofMillis(1))) {
      narrator.heard(new Story.Nothing("orders", "read 1"));
      narrator.heard(new Story.Nothing("people", "read 2"));
      narrator.start();
      await().until(() -> told().contains("people: read 2"));
      narrator.heard(new Story.Nothing("people", "read 3"));
      await().until(() -> told().contains("people: read 3"));
      assertThat(told()).doesNotContain("orders");
    }
  }

  @Test
  void whatHappensWhileSomebodyReadsWaits() {
    try (Narrator narrator = narrator(Duration.ofHours(1))) {
      narrator.heard(new Story.Nothing("people", "read 2"));
      narrator.start();
      await().until(() -> told().contains("people: read 2"));
      narrator.heard(new Story.Nothing("people", "read 3"));
      assertThat(told()).doesNotContain("read 3");
    }
  }
}
