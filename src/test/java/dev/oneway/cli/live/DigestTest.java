package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.TestRecords;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final Story NOTHING = new Story.Nothing("people", "read 3, unchanged 3");

  private static Story one(String name) {
    return new Story.One(
        "people",
        Outcome.Written.of(TestRecords.record(name, 1, name), Fate.UPDATED),
        Optional.empty(),
        Map.of("PATCH /users/…", 1),
        new Story.Cost(10, 20));
  }

  private static Story many(long created, String name) {
    return new Story.Many(
        "people",
        Map.of(Fate.CREATED, created),
        List.of(name),
        Map.of("POST /users", 1),
        new Story.Cost(10, 20));
  }

  @Test
  void fewStoriesStayAsTheyAre() {
    List<Story> few = List.of(one("Ann"), one("Bo"));
    assertThat(Digest.of(few, 2)).isEqualTo(few);
  }

  @Test
  void crowdsOfAFlowAreOneCrowd() {
    Story single = one("Cy");
    assertThat(Digest.of(List.of(many(100, "Ann"), single, many(50, "Bo")), 2))
        .containsExactly(
            new Story.Many(
                "people",
                Map.of(Fate.CREATED, 150L),
                List.of("Ann", "Bo"),
                Map.of("POST /users", 2),
                new Story.Cost(20, 40)),
            single);
  }

  @Test
  void ofMoreSinglesThanAnybodyReadsTheNewestIsToldAndTheOthersAreACrowd() {
    Story newest = one("Cy");
    assertThat(Digest.of(List.of(one("Ann"), one("Bo"), newest), 2))
        .containsExactly(
            new Story.Many(
                "people",
                Map.of(Fate.UPDATED, 2L),
                List.of("Ann", "Bo"),
                Map.of("PATCH /users/…", 2),
                new Story.Cost(20, 40)),
            newest);
  }

  @Test
  void thatNothingHadToBeDoneIsToldOnlyWhenThereIsNothingElse() {
    Story last = new Story.Nothing("people", "read 4, unchanged 4");
    assertThat(Digest.of(List.of(NOTHING, many(4, "Ann"), NOTHING), 2))
        .containsExactly(many(4, "Ann"));
    assertThat(Digest.of(List.of(NOTHING, last), 2)).containsExactly(last);
  }
}
