package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.flow.FlowWay;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.TestRecords;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Present;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stories as people read them, without colours. */
class StoryTextTest {
  private static final MappedRecord BEFORE = TestRecords.record("7", 1, "Ann Lee");
  private static final MappedRecord NOW = TestRecords.record("7", 2, "Ann Ek");
  private static final Story.Cost COST = new Story.Cost(412, 1_300);

  private static String text(Story story, Optional<Present> held) {
    return new StoryText(
            Map.of("people", new FlowWay("BambooHR employee", "App User")),
            (flow, record) -> held,
            new Colours(false))
        .of(story);
  }

  private static Story one(Outcome outcome, MappedRecord before) {
    return new Story.One(
        "people", outcome, Optional.ofNullable(before), Map.of("PATCH /Users/…", 2), COST);
  }

  @Test
  void aChangeIsToldFromTheSourceToTheDestination() {
    Present there = new Present.There(NOW, Map.of("Name", "Ann Ek"), List.of(), Map.of());
    Story story = one(Outcome.Written.of(NOW, Fate.UPDATED), BEFORE);
    assertThat(text(story, Optional.of(there)))
        .isEqualTo(
            """

            BambooHR employee Ann Ek changed  people
                name  Ann Lee → Ann Ek
              Called, 412 B out, 1.3 kB in:
                PATCH /Users/…, 2 times
              App User now holds, read back:
                Name  Ann Lee → Ann Ek
            """);
  }

  @Test
  void whatTheDestinationHoldsOtherwiseIsToldAsItHoldsIt() {
    Present there = new Present.There(NOW, Map.of("Name", "ANN EK"), List.of("Name"), Map.of());
    assertThat(text(one(Outcome.Written.of(NOW, Fate.UPDATED), BEFORE), Optional.of(there)))
        .contains("Name  Ann Lee → ANN EK");
  }

  @Test
  void aNewRecordIsToldWhole() {
    assertThat(text(one(Outcome.Written.of(NOW, Fate.CREATED), null), Optional.empty()))
        .contains(
            "BambooHR employee Ann Ek is new here",
            "  App User was told, a new one:\n    Id    7\n    Name  Ann Ek\n");
  }

  @Test
  void whatIsGoneIsGone() {
    Story story = one(Outcome.Written.of(NOW, Fate.DELETED), BEFORE);
    assertThat(text(story, Optional.of(new Present.Missing(NOW))))
        .contains("App User no longer holds it.");
  }

  @Test
  void aRefusalIsToldWithItsReason() {
    Outcome refused = new Outcome.Refused(NOW, "invalid", Optional.of("Name"), "is too long");
    assertThat(text(one(refused, null), Optional.empty()))
        .contains("App User refused it (Name): is too long");
  }

  @Test
  void aCrowdIsSummedUp() {
    Story many =
        new Story.Many(
            "people",
            Map.of(Fate.CREATED, 12_001L),
            List.of("Ann", "Bo"),
            Map.of("POST /Users", 121),
            COST);
    assertThat(text(many, Optional.empty()))
        .contains(
            "BambooHR employee → App User  people",
            "At once: 12,001 created, among them Ann, Bo.",
            "POST /Users, 121 times");
  }

  @Test
  void thatNothingHadToBeDoneIsOneLine() {
    assertThat(text(new Story.Nothing("people", "read 3, unchanged 3"), Optional.empty()))
        .isEqualTo("\npeople: read 3, unchanged 3\n");
  }
}
