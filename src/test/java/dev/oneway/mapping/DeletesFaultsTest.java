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
        "{ when: gone, set: { active: false } } | 11:24 | 'set' does nothing with 'action: ignore'. Write 'action: deactivate', or remove it.",
        "{ action: deactivate, set: { active: false } } | 11:1 | 'deletes' doesn't say which records are gone. Add 'when:' with",
        "{ missing: ignore, action: delete } | 11:1 | doesn't say which records are gone. Add 'when:' with an expression that is true of a record that is gone, or 'missing: gone'.",
        "{ missing: yes, action: delete } | 11:21 | 'missing: yes' is unknown. Known are 'ignore', 'gone'.",
        "{ when: gone, action: delete, set: { active: false } } | 11:40 | 'set' does nothing with 'action: delete'. Write 'action: deactivate', or remove it.",
        "{ when: gone, action: delete, to: people_gone } | 11:40 | 'to' does nothing with 'action: delete'. Write 'action: archive', or remove it.",
        "{ when: gone, action: archive, to: } | 11:44 | 'to' is empty",
        "{ when: gone, limit: 5% } | 11:24 | 'limit' does nothing with 'action: ignore'. Write an 'action' that removes something, or remove it.",
        "{ when: gone, action: ignore, adopt: true } | 11:40 | 'adopt' does nothing with 'action: ignore'.",
        "{ when: gone, action: delete, adopt: maybe } | 11:47 | 'adopt' is either true or false",
        "{ when: gone, action: delete, limit: 101% } | 11:47 | 'limit' can't be '101%'. Write a share such as '5%', a number such as '100', or both as '[5%, 100]'.",
        "{ when: gone, action: delete, limit: -1 } | 11:47 | 'limit' can't be '-1'.",
        "{ when: gone, action: delete, limit: few } | 11:47 | 'limit' can't be 'few'.",
        "{ when: gone, action: delete, limit: 5.5 } | 11:47 | 'limit' can't be '5.5'.",
        "{ when: gone, action: delete, limit: [5%, 6%] } | 11:52 | 'limit' can't be '6%'.",
        "{ when: gone, action: delete, limit: [] } | 11:47 | 'limit' is empty.",
        "{ when: gone, action: deactivat, set: { active: false } } | 11:32 | Did you mean 'deactivate'?",
        "{ when: gone, action: deactivate, set: {} } | 11:44 | 'set' is empty. Add 'set:' with",
        "{ when: gone, action: deactivate, set: } | 11:48 | 'set' must be a table",
        "{ when: gone, action: deactivate, set: [active] } | 11:49 | 'set' must be a table",
        "{ when: gone =, action: deactivate, set: { active: false } } | 11:18 | isn't a JSONata expression",
        "{ when: gone, action: deactivate, set: { active: false }, after: 1d } | 11:68 | 'after' is not known here.",
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
            "`wen` is not known here.",
            "`set` does nothing with `action: ignore`.",
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

  @Test
  void anArchiveHasNoPlaceForChildren() {
    FaultsException faults =
        catchThrowableOfType(
            FaultsException.class,
            () ->
                Mappings.with(
                    """
                    children:
                      badges: { each: badges, parent: { id: id }, key: { no: no } }
                    deletes: { when: gone, action: archive, to: people_gone }
                    """));

    assertThat(faults.faults())
        .singleElement()
        .extracting(Fault::what)
        .isEqualTo("An archive has no place for `children`.");
  }
}
