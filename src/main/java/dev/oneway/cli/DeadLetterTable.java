package dev.oneway.cli;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.record.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dead letters, for people and for programs. */
final class DeadLetterTable {
  private static final int SHORT_ID = 8;

  private DeadLetterTable() {}

  static String text(List<DeadLetter> letters) {
    if (letters.isEmpty()) {
      return "";
    }
    Table table = new Table("ID", "LAST", "FLOW", "KEY", "CATEGORY", "FIELD", "ATTEMPTS", "REASON");
    for (DeadLetter letter : letters) {
      table.row(
          letter.id().substring(0, SHORT_ID),
          Times.local(letter.lastAt()),
          letter.flow(),
          letter.key().orElse("—"),
          letter.category(),
          letter.field().orElse(""),
          letter.attempts(),
          letter.reason());
    }
    return table.toString();
  }

  static Map<String, Object> json(DeadLetter letter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", letter.id());
    json.put("flow", letter.flow());
    json.put("key", letter.key().orElse(null));
    json.put("version", letter.version().map(Version::toString).orElse(null));
    json.put("category", letter.category());
    json.put("field", letter.field().orElse(null));
    json.put("reason", letter.reason());
    json.put("attempts", letter.attempts());
    json.put("firstAt", letter.firstAt().toString());
    json.put("lastAt", letter.lastAt().toString());
    json.put("run", letter.runId());
    json.put("state", letter.state().word());
    return json;
  }

  static Map<String, Object> jsonWithSource(DeadLetter letter) {
    Map<String, Object> json = json(letter);
    json.put("source", letter.source());
    return json;
  }
}
