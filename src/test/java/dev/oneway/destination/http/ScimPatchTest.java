package dev.oneway.destination.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScimPatchTest {
  private static final String WORK = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private static Map<String, Object> object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }

  @Test
  void fieldsAreReplacedAndThoseOfAnExtensionAreSetByTheirPathsBeforeOthersAreCleared() {
    Map<String, Object> fields =
        object(
            "userName",
            "ann",
            WORK,
            object(
                "division",
                null,
                "department",
                "Sales",
                "manager",
                object("value", "u7"),
                "organization",
                object("value", null)),
            "title",
            null);

    assertThat(ScimPatch.of(fields))
        .containsExactly(
            Map.of("op", "replace", "value", object("userName", "ann", "title", null)),
            Map.of("op", "add", "path", WORK + ":department", "value", "Sales"),
            Map.of("op", "add", "path", WORK + ":manager", "value", Map.of("value", "u7")),
            Map.of("op", "remove", "path", WORK + ":division"),
            Map.of("op", "remove", "path", WORK + ":organization"));
  }

  @Test
  void nothingIsReplacedWhereThereIsNothing() {
    assertThat(ScimPatch.of(Map.of(WORK, Map.of("department", "Sales"))))
        .isEqualTo(List.of(Map.of("op", "add", "path", WORK + ":department", "value", "Sales")));
    assertThat(ScimPatch.of(Map.of())).isEmpty();
  }
}
