package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletesFaultsTest {
  private static final String FIELDS =
      """
      fields:
        active: { value: true }
        level: { from: level, type: integer, required: true }
        state: { from: state, type: integer, values: { 1: one }, default: none }
        first: { from: first, on: create }
        seen: { from: seen }
        kept: { from: kept, default: null, null: keep }
      """;

  private static List<Fault> faultsOf(String deletes) {
    FaultsException faults =
        catchThrowableOfType(
            FaultsException.class, () -> Mappings.with(FIELDS + "deletes: " + deletes + "\n"));
    assertThat(faults).as("a fault").isNotNull();
    return faults.faults();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ when: gone, action: deactivate } | 11:1 | 'deletes' has no 'set'. Add 'set:' with",
        "{ when: gone, set: { active: false } } | 11:1 | 'deletes' has no 'action'. Add 'action: deactivate'.",
        "{ action: deactivate, set: { active: false } } | 11:1 | 'deletes' has no 'when'. Add 'when:' with",
        "{ when: gone, action: delete, set: { active: false } } | 11:32 | Known are 'deactivate'.",
        "{ when: gone, action: deactivat, set: { active: false } } | 11:32 | Did you mean 'deactivate'?",
        "{ when: gone, action: deactivate, set: {} } | 11:44 | 'set' is empty. Add 'set:' with",
        "{ when: gone, action: deactivate, set: } | 11:48 | 'set' must be a table",
        "{ when: gone, action: deactivate, set: [active] } | 11:49 | 'set' must be a table",
        "{ when: gone =, action: deactivate, set: { active: false } } | 11:18 | isn't a JSONata expression",
        "{ when: gone, action: deactivate, set: { active: false }, missing: ignore } | 11:68 | 'missing' is not known here.",
        "{ when: gone, action: deactivate, set: { active: false }, limit: 5% } | 11:68 | Known are 'when', 'action', 'set'.",
        "{ when: gone, action: deactivate, set: { id: 1 } } | 11:51 | 'set': 'id' is a key field",
        "{ when: gone, action: deactivate, set: { live: false } } | 11:51 | Add 'live:' to 'fields' with what it is of a record that isn't gone, such as 'live: { value: true }'.",
        "{ when: gone, action: deactivate, set: { gone_as: x } } | 11:51 | such as 'gone_as: { value: null }'.",
        "{ when: gone, action: deactivate, set: { activ: false } } | 11:51 | Did you mean 'active'?",
        "{ when: gone, action: deactivate, set: { first: x } } | 11:51 | Remove 'on' from the field in line 8",
        "{ when: gone, action: deactivate, set: { level: high } } | 11:58 | 'level' is \"high\", but must be a whole number such as 12. Write a value of the field's type.",
        "{ when: gone, action: deactivate, set: { level: .nan } } | 11:58 | no number a record can hold",
        "{ when: gone, action: deactivate, set: { level: 1, level: 2 } } | 11:61 | 'level' is here twice",
        "{ when: gone, action: deactivate, set: { seen: 1 } } | 11:51 | 'set': 'seen' may be absent from a record that comes back, which would keep it. Give the field in line 9 a 'default', or 'required: true'.",
        "{ when: gone, action: deactivate, set: { kept: 1 } } | 11:51 | 'set': 'kept' may be absent",
        "gone | 11:10 | 'deletes' must be a table"
      })
  void aMistakeIsOneFaultAtItsPlace(String deletes, String place, String message) {
    List<Fault> faults = faultsOf(deletes);

    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).toString().replace('`', '\''))
        .contains("/m.yaml:" + place + ": ")
        .contains(message);
    assertThat(faults.get(0).what()).endsWith(".");
  }

  @Test
  void allAreToldAtOnce() {
    assertThat(faultsOf("{ wen: gone, set: { id: 1, level: x, first: y } }"))
        .extracting(Fault::what)
        .containsExactly(
            "`deletes` has no `when`.",
            "`deletes` has no `action`.",
            "`wen` is not known here.",
            "`set`: `id` is a key field, which never changes.",
            "`level` is \"x\", but must be a whole number such as 12.",
            "`set`: `first` isn't always written, so a record that comes back would keep it.");
  }

  /** As a default, it is what the value map would give, whatever type goes into that. */
  @Test
  void aFieldWithAValueMapIsSetToWhatItsValuesAre() {
    Mapping mapping =
        Mappings.with(
            FIELDS
                + "deletes: { when: gone, action: deactivate, set: { state: none, level: '5' } }\n");

    assertThat(Mappings.delivered(mapping, "{\"id\": 1, \"gone\": true}"))
        .containsEntry("state", "none")
        .containsEntry("level", 5L);
  }

  /** The field's own fault is told, and none that only follows from it. */
  @Test
  void aFieldThatIsWrongItselfIsDeclaredAllTheSame() {
    FaultsException faults =
        catchThrowableOfType(
            FaultsException.class,
            () ->
                Mappings.with(
                    """
                    fields: { a: { from: 'x y' }, b: { from: b, type: integr, default: y } }
                    deletes: { when: gone, action: deactivate, set: { a: 1, b: x } }
                    """));

    assertThat(faults.faults()).extracting(Fault::line).containsExactly(4, 4);
  }
}
