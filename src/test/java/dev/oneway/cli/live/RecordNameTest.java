package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people would call a record. */
class RecordNameTest {
  private static String name(Map<String, Object> mapped, Map<String, Object> source) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Id", true, WriteWhen.ALWAYS, 1, 1));
    mapped.keySet().forEach(one -> fields.add(new Field(one, false, WriteWhen.ALWAYS, 1, 1)));
    List<Object> values = new ArrayList<>(List.of("7"));
    values.addAll(mapped.values());
    Shape shape = new Shape("mappings/x.yaml", "thing", fields, List.of());
    return RecordName.of(
        new MappedRecord(shape, values.toArray(), List.of(), "key 7", null, source));
  }

  @Test
  void itIsTheNameInTheDestinationWhateverItsSpelling() {
    assertThat(name(Map.of("FullName__c", "Ann Lee"), Map.of("name", "x"))).isEqualTo("Ann Lee");
    assertThat(name(Map.of("full_name", " Ann  Lee "), Map.of())).isEqualTo("Ann Lee");
  }

  @Test
  void twoFieldsTogetherMayBeAName() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("lastName", "Lee");
    fields.put("title", "Engineer");
    fields.put("firstName", "Ann");
    assertThat(name(fields, Map.of())).isEqualTo("Ann Lee");
  }

  @Test
  void aNameMayStandInsideOfAnObject() {
    Map<String, Object> user = Map.of("name", Map.of("givenName", "Ann", "familyName", "Lee"));
    assertThat(name(user, Map.of())).isEqualTo("Ann Lee");
  }

  @Test
  void theSourceTellsItWhereTheDestinationDoesNot() {
    assertThat(name(Map.of("Seats", 5L), Map.of("properties", Map.of("name", "Acme"))))
        .isEqualTo("Acme");
  }

  @Test
  void withoutANameTheKeyMustDo() {
    assertThat(name(Map.of("Name", ""), Map.of("id", 7L))).isEqualTo("key 7");
  }

  @Test
  void aLongOneIsCutAndWhatWouldMoveTheCursorIsWritten() {
    assertThat(name(Map.of("Subject", "x".repeat(50)), Map.of())).isEqualTo("x".repeat(39) + "…");
    assertThat(name(Map.of("Subject", "a\u001b[2Jb"), Map.of())).isEqualTo("a\\u001b[2Jb");
  }
}
