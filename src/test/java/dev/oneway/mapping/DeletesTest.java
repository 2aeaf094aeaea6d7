package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Version;
import dev.oneway.run.Rejection;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deletes}: what is left of a record when the source says that it is gone. */
class DeletesTest {
  private static final Mapping PEOPLE =
      Mappings.with(
          """
          changedAt: { from: revision, type: integer }
          where: hired
          fields:
            name: { from: name, required: true }
            level: { from: level, type: integer, default: 1 }
            active: { value: true }
            left_reason: { from: reason, default: null }
            left_on: { from: left_on, type: date, default: null }
          children:
            badges: { each: badges, parent: { id: id }, key: { no: no }, missing: delete }
          deletes:
            when: archived = true
            action: deactivate
            set: { active: false, left_reason: null, left_on: 2026-01-31 }
          """);

  @Test
  void aRecordThatIsGoneCarriesItsKeyItsVersionAndWhatIsSet() {
    Map<String, Object> source =
        Mappings.json(
            "{\"id\": 7, \"revision\": 3, \"hired\": true, \"archived\": true, \"level\": 4,"
                + " \"badges\": [{\"no\": 1}]}");
    Map<String, Object> left = new HashMap<>(Map.of("id", 7L, "active", false));
    left.put("left_reason", null);
    left.put("left_on", LocalDate.parse("2026-01-31"));

    MappedRecord record = Mappings.delivered(PEOPLE, source);

    assertThat(record.operation()).isEqualTo(Operation.DEACTIVATE);
    assertThat(record).containsExactlyInAnyOrderEntriesOf(left);
    assertThat(record.children(0)).isNull();
    assertThat(record.key()).isEqualTo("7");
    assertThat(record.version()).contains(Version.of(3));
    assertThat(record.source()).isSameAs(source);
  }

  @Test
  void oneRecordThatIsGoneLeavesNothingInTheNext() {
    Mappings.delivered(PEOPLE, "{\"id\": 7, \"revision\": 3, \"archived\": true}");

    assertThat(Mappings.delivered(PEOPLE, "{\"id\": 8, \"revision\": 3, \"archived\": true}").key())
        .isEqualTo("8");
    MappedRecord living =
        Mappings.delivered(
            PEOPLE, "{\"id\": 8, \"revision\": 4, \"hired\": true, \"name\": \"Ann\"}");
    assertThat(living.operation()).isEqualTo(Operation.UPSERT);
    assertThat(living)
        .containsEntry("active", true)
        .containsEntry("level", 1L)
        .containsEntry("left_on", null);
  }

  /** A source may empty a record when it archives it, so that `where` knows it no longer. */
  @Test
  void whatIsGoneIsToldEvenIfWhereWouldNotLetItThrough() {
    assertThat(
            Mappings.delivered(
                    PEOPLE, "{\"id\": 7, \"revision\": 3, \"hired\": false, \"archived\": true}")
                .operation())
        .isEqualTo(Operation.DEACTIVATE);
    assertThat(
            PEOPLE.apply(
                Mappings.json(
                    "{\"id\": 7, \"revision\": 3, \"hired\": false, \"archived\": false}")))
        .isInstanceOf(Mapped.Filtered.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"gone\": false,", "\"gone\": null,", ""})
  void whatIsFalseNullOrAbsentIsNotGone(String gone) {
    Mapping mapping =
        Mappings.with(
            """
            fields: { active: { value: true } }
            deletes: { when: gone, action: deactivate, set: { active: false } }
            """);

    assertThat(Mappings.delivered(mapping, "{" + gone + "\"id\": 7}").operation())
        .isEqualTo(Operation.UPSERT);
  }

  @Test
  void whatIsNeitherTrueNorFalseRejectsTheRecord() {
    Mapping mapping =
        Mappings.with(
            """
            where: false
            fields: { active: { value: true } }
            deletes: { when: gone, action: deactivate, set: { active: false } }
            """);

    Rejection rejection = Mappings.rejected(mapping, "{\"id\": 7, \"gone\": \"yes\"}");

    assertThat(rejection.reason())
        .isEqualTo(
            "`when` of `deletes`, the expression `gone`, is \"yes\", but must be true or false;"
                + " compare it, e.g. with `=` or `$exists`.");
    assertThat(rejection.category()).isEqualTo("type");
    assertThat(rejection.key()).contains("7");
    assertThat(rejection.field()).isEmpty();
  }

  @Test
  void whatIsGoneNeedsItsKeyAndItsVersionAllTheSame() {
    assertThat(Mappings.rejected(PEOPLE, "{\"revision\": 3, \"archived\": true}").field())
        .contains("id");
    assertThat(
            Mappings.rejected(PEOPLE, "{\"id\": 7, \"revision\": \"x\", \"archived\": true}")
                .reason())
        .startsWith("`revision` is \"x\"");
  }

  @Test
  void theSameValuesWrittenAndMarkedAsGoneAreTwoThings() {
    Mapping mapping =
        Mappings.with(
            """
            fields: { active: { from: active, required: true } }
            deletes: { when: archived, action: deactivate, set: { active: false } }
            """);
    MappedRecord living = Mappings.delivered(mapping, "{\"id\": 7, \"active\": false}");
    MappedRecord gone = Mappings.delivered(mapping, "{\"id\": 7, \"archived\": true}");

    assertThat(gone).containsExactlyInAnyOrderEntriesOf(living);
    assertThat(gone.fingerprint())
        .isNotEqualTo(living.fingerprint())
        .isEqualTo(
            Mappings.delivered(mapping, "{\"id\": 7, \"archived\": true, \"x\": 1}").fingerprint());
  }

  @Test
  void theModelTellsWhatIsSet() {
    assertThat(PEOPLE.model().deletes().orElseThrow().when().orElseThrow())
        .hasToString("archived = true");
    assertThat(PEOPLE.model().deletes().orElseThrow().set())
        .containsOnlyKeys("active", "left_reason", "left_on");
  }
}
