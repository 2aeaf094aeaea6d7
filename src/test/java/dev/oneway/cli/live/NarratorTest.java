package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.deadletter.DeadLetters;
import dev.oneway.run.Books;
import dev.oneway.run.Overlap;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.state.StateStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NarratorTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private List<Run> open = List.of();

  private Narrator narrator(Duration pause) {
    StoryText text =
        new StoryText(Map.of(), (flow, record) -> Optional.empty(), new Colours(false));
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Narrator(Set.of("people"), text, stream, pause, Duration.ofMillis(50), () -> open);
  }

  @Test
  void whoIsLongAtWorkIsToldOfMeanwhile() {
    String url = "jdbc:sqlite:" + folder.resolve("state.db");
    try (StateStore store = StateStore.open(url, null, null, Duration.ofSeconds(5));
        Narrator narrator = narrator(Duration.ofMillis(1))) {
      DeadLetters letters = new DeadLetters(store, Clock.systemUTC());
      Books books = new Books(store, letters, Overlap.DEFAULT, Clock.systemUTC());
      open = List.of(books.open("orders", RunKind.ONCE), books.open("people", RunKind.ONCE));
      open.forEach(run -> run.read(12));
      narrator.start();
      await().until(() -> told().contains("people: at work, read 12 so far\n"));
      assertThat(told()).doesNotContain("orders");
    }
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
