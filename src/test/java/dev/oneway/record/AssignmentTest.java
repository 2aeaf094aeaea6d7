package dev.oneway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssignmentTest {
  private static final Assignment OWNER = new Assignment(List.of("005A", "005B"));

  @Test
  void theTurnsGoRoundAndNeverEnd() {
    Assignment three = new Assignment(List.of("a", "b", "c"));
    assertThat(LongStream.range(0, 7).mapToObj(three::atTurn))
        .containsExactly("a", "b", "c", "a", "b", "c", "a");
    assertThat(three.atTurn(Long.MAX_VALUE)).isEqualTo("b");
  }

  @Test
  void whoStandsThereTwiceHasTwoTurns() {
    Assignment weighted = new Assignment(List.of("a", "a", "b"));
    assertThat(LongStream.range(0, 6).mapToObj(weighted::atTurn))
        .containsExactly("a", "a", "b", "a", "a", "b");
  }

  @Test
  void nobodyChangesIt() {
    List<Object> among = new ArrayList<>(List.of("a", "b"));
    Assignment assignment = new Assignment(among);
    among.set(0, "x");
    assertThat(assignment.among()).containsExactly("a", "b");
  }

  @Test
  void anySingleValueOfARecordCanBeAssigned() {
    List<Object> values =
        List.of("a", true, 1L, new BigInteger("123456789012345678901"), new BigDecimal("1.50"));
    assertThat(new Assignment(values).among()).isEqualTo(values);
  }

  static List<List<Object>> whatCantBeAssigned() {
    return List.of(
        List.of(), List.of(1.5), List.of("a", List.of("b")), List.of(Map.of()), List.of(OWNER));
  }

  @ParameterizedTest
  @MethodSource("whatCantBeAssigned")
  void nothingAndStructuresAreRefused(List<Object> among) {
    assertThatThrownBy(() -> new Assignment(among)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFingerprintIsTheSameBeforeAndAfterTheValueIsThere() {
    String before = record("Ann", OWNER).fingerprint();
    MappedRecord assigned = record("Ann", OWNER).assigned(2, "005B");
    assertThat(assigned.get("OwnerId")).isEqualTo("005B");
    assertThat(assigned.fingerprint()).isEqualTo(before);
    assertThat(assigned.fingerprint()).isNotEqualTo(record("Ann", "005B").fingerprint());
  }

  @Test
  void theFingerprintDoesNotDependOnWhoTakesTurns() {
    assertThat(record("Ann", new Assignment(List.of(1L, 2L, 3L))).fingerprint())
        .isEqualTo(record("Ann", OWNER).fingerprint());
  }

  @Test
  void theFingerprintTellsAnAssignmentFromEverythingElse() {
    assertThat(
            List.of(
                record("Ann", OWNER).fingerprint(),
                record("Bob", OWNER).fingerprint(),
                record(OWNER, "Ann").fingerprint(),
                record("Ann", null).fingerprint(),
                record("Ann", Row.ABSENT).fingerprint(),
                record("Ann", "").fingerprint(),
                record("Ann", List.of()).fingerprint(),
                record("Ann", OWNER.toString()).fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void theRecordWithTheValueIsACopyThatKeepsEverythingElse() {
    MappedRecord record = record("Ann", OWNER);
    record.markMaybeDelivered();
    MappedRecord assigned = record.assigned(2, "005A");
    assertThat(record.get("OwnerId")).isEqualTo(OWNER);
    assertThat(assigned)
        .containsExactlyInAnyOrderEntriesOf(Map.of("Id", "1", "Name", "Ann", "OwnerId", "005A"));
    assertThat(assigned.key()).isEqualTo("1");
    assertThat(assigned.version()).contains(Version.of(7));
    assertThat(assigned.source()).isEqualTo(Map.of("id", "1"));
    assertThat(assigned.maybeDelivered()).isTrue();
    assertThat(assigned.shape()).isSameAs(record.shape());
  }

  @Test
  void aValueIsNotReplaced() {
    MappedRecord record = record("Ann", OWNER);
    assertThatThrownBy(() -> record.assigned(1, "Bob"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFirstAssignmentIsFoundUntilNoneIsLeft() {
    MappedRecord both = record(OWNER, OWNER);
    assertThat(both.firstAssignment()).isEqualTo(1);
    assertThat(both.assigned(1, "x").firstAssignment()).isEqualTo(2);
    assertThat(both.assigned(1, "x").assigned(2, "y").firstAssignment()).isEqualTo(-1);
  }

  @Test
  void peopleSeeWhoTakesTurns() {
    assertThat(RecordJson.write(record("Ann", OWNER)))
        .isEqualTo("{\"Id\":\"1\",\"Name\":\"Ann\",\"OwnerId\":{\"$assign\":[\"005A\",\"005B\"]}}");
  }

  private static MappedRecord record(Object name, Object owner) {
    return new MappedRecord(
        TestRecords.WITH_OWNER,
        new Object[] {"1", name, owner},
        List.of(),
        "1",
        Version.of(7),
        Map.of("id", "1"));
  }
}
