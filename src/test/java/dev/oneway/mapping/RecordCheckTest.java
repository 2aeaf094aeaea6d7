package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.run.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCheckTest {
  private static final Mapping BOOKING =
      Mappings.with(
          """
          changedAt: { from: version, type: integer }
          where: $not(draft = true)
          check:
            - { expr: from < until, message: A booking ends after it begins., category: wrong-order }
            - { expr: $exists(room), message: "Which room?" }
          fields: { room: { from: room, required: true }, n: { from: n, type: integer } }
          """);

  @Test
  void aRecordOfWhichARuleIsNotTrueIsRejectedWithItsKeyAndVersion() {
    Rejection rejection =
        Mappings.rejected(
            BOOKING, "{\"id\": 5, \"version\": 3, \"from\": 2, \"until\": 1, \"n\": \"x\"}");

    assertThat(rejection.category()).isEqualTo("wrong-order");
    assertThat(rejection.reason()).isEqualTo("A booking ends after it begins.");
    assertThat(rejection.field()).isEmpty();
    assertThat(rejection.key()).contains("5");
    assertThat(rejection.version()).map(Object::toString).contains("3");
  }

  @Test
  void theRulesStandBeforeTheFieldsAndBehindWhere() {
    Rejection second =
        Mappings.rejected(BOOKING, "{\"id\": 5, \"version\": 3, \"from\": 1, \"until\": 2}");
    assertThat(second.category()).isEqualTo("check");
    assertThat(second.reason()).isEqualTo("Which room?");

    assertThat(BOOKING.apply(Mappings.json("{\"id\": 5, \"version\": 3, \"draft\": true}")))
        .isInstanceOf(Mapped.Filtered.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a = 1, delivered",
    "a = 2, check",
    "nowhere, check",
    "'null', check",
    "a, type",
    "a > \"x\", unmappable"
  })
  void onlyTrueIsTrue(String expr, String expected) {
    Mapping mapping = Mappings.with("check: { expr: '" + expr + "', message: No }\n");

    if (mapping.apply(Mappings.json("{\"id\": 1, \"a\": 1}")) instanceof Mapped.Rejected no) {
      assertThat(no.rejection().category()).isEqualTo(expected);
      assertThat(no.rejection().reason())
          .startsWith(expected.equals("check") ? "No." : "`check`, the expression `" + expr + "`,");
    } else {
      assertThat(expected).isEqualTo("delivered");
    }
  }

  @Test
  void aRecordThatIsGoneIsNotChecked() {
    Mapping mapping =
        Mappings.with(
            """
            check: { expr: $exists(name), message: Everybody has a name }
            fields: { name: name, active: { value: true } }
            deletes: { when: gone = true, action: deactivate, set: { active: false } }
            """);

    Mappings.delivered(mapping, "{\"id\": 1, \"gone\": true}");
    Mappings.rejected(mapping, "{\"id\": 1}");
  }
}
