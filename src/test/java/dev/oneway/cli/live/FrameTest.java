package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.cli.live.Board.Arrival;
import dev.oneway.run.Counts;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One picture of the screen. */
class FrameTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
  private static final Arrival ARRIVAL =
      new Arrival(NOW, "hris-user-to-app-scim", Fate.CREATED, "App User", "美咲 Lee");

  private static FlowSight sight(String flow, RunState state, Map<Fate, Long> fates) {
    return new FlowSight(
        flow,
        "BambooHR employee → App User",
        Optional.of(state),
        new Counts(0, fates),
        1.25,
        List.of(0L, 1L, 2L),
        Optional.of(NOW.minusSeconds(4)),
        "Ann Lee");
  }

  private static Frame frame(
      List<FlowSight> sights, ScreenLog.Warnings warnings, Duration running) {
    return new Frame(
        "oneway demo", sights, List.of(ARRIVAL), "demo.log", warnings, NOW.minus(running), NOW);
  }

  private static Frame frame(int flows) {
    List<FlowSight> sights =
        IntStream.rangeClosed(1, flows)
            .mapToObj(i -> sight("flow-" + i, RunState.DONE, Map.of(Fate.CREATED, (long) i)))
            .toList();
    return frame(sights, ScreenLog.Warnings.NONE, Duration.ZERO);
  }

  private static String text(List<AttributedString> lines) {
    return String.join("\n", lines.stream().map(AttributedString::toString).toList());
  }

  @ParameterizedTest
  @CsvSource({"24, 80", "50, 160", "24, 40", "60, 300", "5, 20", "1, 1"})
  void itIsAsHighAsTheScreenAndNoLineIsWider(int rows, int columns) {
    List<AttributedString> lines = frame(23).on(rows, columns);
    assertThat(lines).hasSize(rows);
    assertThat(lines).allMatch(line -> line.columnLength() <= columns);
  }

  @Test
  void onAWideScreenAFlowTellsAll() {
    FlowSight sight =
        sight(
            "hris-user-to-app-scim",
            RunState.RUNNING,
            Map.of(Fate.CREATED, 12_003L, Fate.UPDATED, 4L, Fate.UNCHANGED, 13L));
    assertThat(text(frame(List.of(sight), ScreenLog.Warnings.NONE, Duration.ZERO).on(10, 200)))
        .containsPattern("FLOW +FROM → TO +CREATED +UPDATED +DELETED +QUEUED +SAME +REFUSED +/S")
        .containsPattern(
            "▸ +hris-user-to-app-scim +BambooHR employee → App User +12,003 +4 +· +· +13 +·"
                + " +1\\.[23] +▄█ +4s +Ann Lee");
  }

  @Test
  void onANarrowScreenWhatArrivedStays() {
    FlowSight sight = sight("flow", RunState.DONE, Map.of(Fate.CREATED, 7L, Fate.REJECTED, 2L));
    String text = text(frame(List.of(sight), ScreenLog.Warnings.NONE, Duration.ZERO).on(24, 80));
    assertThat(text)
        .containsPattern("CREATED UPDATED +SAME REFUSED")
        .containsPattern("✓ flow +7 +· +· +2 +")
        .doesNotContain("FROM", "NEWEST");
  }

  @Test
  void whereNotAllFlowsFitItTurnsTheirPages() {
    Frame first = frame(23);
    assertThat(text(first.on(24, 80)))
        .contains("page 1 of 2", "flow-17 ")
        .doesNotContain("flow-18");
    Frame second = frame(first.sights(), ScreenLog.Warnings.NONE, Duration.ofSeconds(7));
    assertThat(text(second.on(24, 80)))
        .contains("page 2 of 2", "flow-18")
        .doesNotContain("flow-17");
    assertThat(text(first.on(50, 80))).contains("flow-1 ", "flow-23").doesNotContain("page");
  }

  @Test
  void whatArrivedLastIsToldInWords() {
    assertThat(text(frame(1).on(24, 100)))
        .contains("App User: 美咲 Lee created  hris-user-to-app-scim");
  }

  @Test
  void theLogIsNamedAndItsWarningsAreSeen() {
    assertThat(text(frame(1).on(24, 80))).endsWith("Log: demo.log  no warnings");
    Frame warned = frame(List.of(), new ScreenLog.Warnings(1, "the source is down"), Duration.ZERO);
    assertThat(text(warned.on(24, 80)))
        .endsWith("Log: demo.log  1 warning, the last: the source is down");
  }

  @Test
  void whatIsLeftToReadIsEveryFlow() {
    assertThat(frame(23).whole(80)).hasSize(24);
    assertThat(text(frame(23).whole(80))).contains("flow-1 ", "flow-23");
  }
}
