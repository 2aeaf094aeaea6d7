package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.cli.live.Differences.Difference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {
  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  @Test
  void onlyWhatDiffersIsTold() {
    assertThat(
            Differences.between(
                fields("name", "Ann Lee", "department", "Sales", "level", 3L),
                fields("name", "Ann Lee", "department", "Support", "level", 4L)))
        .containsExactly(
            new Difference("department", "Sales", "Support"), new Difference("level", "3", "4"));
  }

  @Test
  void aFieldInsideOfAnObjectOrAnArrayHasItsPathForAName() {
    assertThat(
            Differences.between(
                Map.of("name", Map.of("familyName", "Lee")),
                Map.of("name", Map.of("familyName", "Ek"))))
        .containsExactly(new Difference("name.familyName", "Lee", "Ek"));
    assertThat(
            Differences.between(
                Map.of("stock", List.of(Map.of("scope", "web", "data", 61L))),
                Map.of("stock", List.of(Map.of("scope", "web", "data", 142L)))))
        .containsExactly(new Difference("stock[0].data", "61", "142"));
  }

  @Test
  void noneIsADash() {
    Map<String, Object> cleared = new HashMap<>();
    cleared.put("leftOn", null);
    assertThat(Differences.between(cleared, Map.of("leftOn", "2026-01-31")))
        .containsExactly(new Difference("leftOn", "—", "2026-01-31"));
  }

  @Test
  void aTimeOfChangeIsToldOnlyWhereNothingElseDiffers() {
    Map<String, Object> old = fields("level", 3L, "changed", "2026-01-31T10:00:00Z");
    Map<String, Object> touched = fields("level", 3L, "changed", "2026-01-31 11:00:00+00:00");
    Map<String, Object> raised = fields("level", 4L, "changed", "2026-01-31T11:00:00Z");
    assertThat(Differences.between(old, raised)).extracting(Difference::name).containsOnly("level");
    assertThat(Differences.between(old, touched))
        .extracting(Difference::name)
        .containsOnly("changed");
  }

  @Test
  void aNameThatOnlyOneOfThemHasIsToldOnlyWhereNothingElseDiffers() {
    Map<String, Object> read = fields("level", 3L);
    assertThat(Differences.between(read, fields("level", 4L, "type", "employee.updated")))
        .extracting(Difference::name)
        .containsOnly("level");
    assertThat(Differences.between(read, fields("level", 3L, "type", "employee.updated")))
        .containsExactly(new Difference("type", "—", "employee.updated"));
  }

  @Test
  void aLongValueIsCutAndStaysOnItsLine() {
    assertThat(Differences.values(Map.of("text", "a\n" + "x".repeat(50))))
        .containsEntry("text", "a " + "x".repeat(37) + "…");
  }

  @Test
  void fieldsWithoutAValueAreNone() {
    assertThat(Differences.values(fields("a", "", "b", List.of(1L), "c", false)))
        .containsExactly(Map.entry("b", "[1]"), Map.entry("c", "false"));
  }
}
